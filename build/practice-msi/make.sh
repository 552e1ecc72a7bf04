#!/bin/sh
# Makes the practice installation package with wixl (Debian: wixl 0.106). Usage: make.sh [output]
# wixl stamps the time and a new package code into each file, so a rebuild has other bytes; the unit test
# test/unit/packages/msi/practiceMsi.test.ts compares the tables instead.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
output=${1:-"$here/../../main/packages/practice/md4ws.msi"}
case $output in /*) ;; *) output=$(pwd)/$output ;; esac
cd "$here"
wixl --arch x64 --output "$output" md4ws.wxs
