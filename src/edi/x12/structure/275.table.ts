/**
 * Segments of guide 005010X210 in order, written by us from `reference/domain.md`, the engine's design (§9) and public
 * files; see the README for the notation. `files` at a row's end: public files hold it; a `?` marks the rest.
 */
export const STRUCTURE_275 = `
|ST|R|1|Transaction set header|01 R ID 3 3 275;02 R AN 4 9;03 S AN 1 35|files
|BGN|R|1|Beginning of the document|01 R ID 2 2;02 R AN 1 50;03 R DT 8 8;04 S TM 4 8;*|files
1000A|NM1|R|1|Payer|01 R ID 2 3 PR;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
1000A|PER|S|1|Payer contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*|files
1000B|NM1|R|1|Submitter|01 R ID 2 3 41;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
1000C|NM1|R|1|Provider|01 R ID 2 3 1P,85;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
1000C|REF|S?|9|Provider numbers|*
1000C|PRV|S?|1|Provider specialty|*
1000C|N3|S?|1|Provider street|01 R AN 1 55;02 S AN 1 55
1000C|N4|S?|1|Provider city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
1000D|NM1|R|1|Patient|01 R ID 2 3 QC;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
1000D|REF|S|9|Claim, control and record numbers|*|files
1000D|DTP|S|9|Service dates|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2000A|LX|R|1|Document number|01 R N0 1 6|files
2000A|TRN|S?|1|Attachment control number|*
2000A|STC|S|1|What was asked for|*|files
2000A|REF|S?|9|Line and code asked about|*
2000A|DTP|S|2|Submission date|01 R ID 3 3 097,368;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2100A|CAT|R|1|Kind of document|01 S ID 2 2;02 S ID 2 2;*|files
2110A|EFI|R|1|Security of the document|01 S ID 2 2;*|files
2110A|BIN|S|1|Document as bytes|*|files
2110A|BDS|S?|1|Document, filtered|*
|SE|R|1|Transaction set trailer|01 R N0 1 10;02 R AN 4 9|files
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_275 = `
1000A||1
1000B||1
1000C||0
1000D||1
2000A||0
2100A|2000A|1
2110A|2100A|0
`;
