/**
 * What marks a file as a practice package: an MSI property, a remark in a script, a comment in a version resource,
 * the name of a file in a cabinet. A genuine file that somebody marks so is only ever usable on simulated servers.
 */
export const practiceMarker = 'GANGWAYPRACTICE';
