/** A text that breaks whatever puts it on a command line: quotes of every kind, variables, line ends, other alphabets. */
export const nasty = 'a b "c" \'d\' `e` $(throw 1) %PATH% ^& | > < ; \\" \\\\ \n\t é漢\u{1F600} \u0001';
