/** Segments of guide 005010X214 in order; see `structure-table.ts` for the notation and the README for the source. */
export const STRUCTURE_277CA = `
|ST|R|1|Transaction Set Header|01 R ID 3 3 277;02 R AN 4 9;03 R AN 1 35
|BHT|R|1|Beginning of Hierarchical Transaction|01 R ID 4 4 0085;02 R ID 2 2 08;03 R AN 1 50;04 R DT 8 8;05 R TM 4 8;06 R ID 2 2 TH
2000A|HL|R|1|Information Source Level|01 R AN 1 12;03 R ID 1 2 20;04 R ID 1 1 1
2100A|NM1|R|1|Information Source Name|01 R ID 2 3 PR,AY;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 46,FI,PI,XV;09 R AN 2 80
2200A|TRN|R|1|Transmission Receipt Control Identifier|01 R ID 1 2 1;02 R AN 1 50
2200A|DTP|R|1|Information Source Receipt Date|01 R ID 3 3 050;02 R ID 2 3 D8;03 R AN 1 35
2200A|DTP|R|1|Information Source Process Date|01 R ID 3 3 009;02 R ID 2 3 D8;03 R AN 1 35
2000B|HL|R|1|Information Receiver Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 21;04 R ID 1 1 0,1
2100B|NM1|R|1|Information Receiver Name|01 R ID 2 3 41;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;08 R ID 1 2 46;09 R AN 2 80
2200B|TRN|R|1|Information Receiver Trace Identifier|01 R ID 1 2 2;02 R AN 1 50
2200B|STC|R|0|Information Receiver Status Information|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30 @claim-status;01-3 S ID 2 3 36,40,41,AY,PR;02 R DT 8 8;03 R ID 1 2 U,WQ;04 R R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30 @claim-status;10-3 S ID 2 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30 @claim-status;11-3 S ID 2 3
2200B|QTY|S|1|Total Accepted Quantity|01 R ID 2 2 90;02 R R 1 15
2200B|QTY|S|1|Total Rejected Quantity|01 R ID 2 2 AA;02 R R 1 15
2200B|AMT|S|1|Total Accepted Amount|01 R ID 1 3 YU;02 R R 1 18
2200B|AMT|S|1|Total Rejected Amount|01 R ID 1 3 YY;02 R R 1 18
2000C|HL|R|1|Billing Provider of Service Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 19;04 R ID 1 1 1
2100C|NM1|R|1|Billing Provider Name|01 R ID 2 3 85;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 R ID 1 2 FI,SV,XX;09 R AN 2 80
2200C|TRN|R|1|Provider of Service Information Trace Identifier|01 R ID 1 2 1;02 R AN 1 50
2200C|STC|R|0|Billing Provider Status Information|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30 @claim-status;01-3 S ID 2 3 36,40,41,77,82,85,87,AY,PR;03 R ID 1 2 U,WQ;04 R R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30 @claim-status;10-3 S ID 2 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30 @claim-status;11-3 S ID 2 3
2200C|REF|S|1|Provider Secondary Identifier|01 R ID 2 3 0B,1G,G2,LU,SY,TJ;02 R AN 1 50
2200C|QTY|S|1|Total Accepted Quantity|01 R ID 2 2 QA;02 R R 1 15
2200C|QTY|S|1|Total Rejected Quantity|01 R ID 2 2 QC;02 R R 1 15
2200C|AMT|S|1|Total Accepted Amount|01 R ID 1 3 YU;02 R R 1 18
2200C|AMT|S|1|Total Rejected Amount|01 R ID 1 3 YY;02 R R 1 18
2000D|HL|R|1|Patient Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 PT
2100D|NM1|R|1|Patient Name|01 R ID 2 3 QC;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 R ID 1 2 II,MI;09 R AN 2 80
2200D|TRN|R|1|Claim Status Tracking Number|01 R ID 1 2 2;02 R AN 1 50
2200D|STC|R|0|Claim Level Status Information|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30 @claim-status;01-3 S ID 2 3 03,1P,1Z,40,41,71,72,73,77,82,85,87,DK,DN,DQ,FA,GB,HK,IL,LI,MSC,PR,PRP,QB,QC,QD,SEP,TL,TTP,TU;02 R DT 8 8;03 R ID 1 2 U,WQ;04 R R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30 @claim-status;10-3 S ID 2 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30 @claim-status;11-3 S ID 2 3;12 S AN 1 264
2200D|REF|S|1|Payer Claim Control Number|01 R ID 2 3 1K;02 R AN 1 50
2200D|REF|S|1|Claim Indentifier Number For Clearinghouses and Other Transmission Intermediaries|01 R ID 2 3 D9;02 R AN 1 50
2200D|REF|S|1|Institutional Bill Type Identification|01 R ID 2 3 BLT;02 R AN 1 50
2200D|DTP|R|1|Claim Level Service Date|01 R ID 3 3 472;02 R ID 2 3 RD8,D8;03 R AN 1 35
2220D|SVC|R|1|Service Line Information|01 R - 0 0;01-1 R ID 2 2 AD,ER,HC,HP,IV,NU,NU,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;02 R R 1 18;04 S AN 1 48;07 S R 1 15
2220D|STC|R|1|Service Line Level Status Information|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30 @claim-status;01-3 S ID 2 3 03,1P,1Z,40,41,71,72,73,77,82,85,87,DK,DN,DQ,FA,GB,HK,IL,LI,MSC,PR,PRP,QB,QC,QD,SEP,TL,TTP,TU;02 R DT 8 8;03 R ID 1 2 U;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30 @claim-status;10-3 S ID 2 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30 @claim-status;11-3 S ID 2 3
2220D|REF|S|1|Service Line Item Identification|01 R ID 2 3 FJ;02 R AN 1 50
2220D|REF|S|1|Pharmacy Prescription Number|01 R ID 2 3 XZ;02 R AN 1 50
2220D|DTP|S|1|Service Line Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
|SE|R|1|Transaction Set Trailer|01 R N0 1 10;02 R AN 4 9
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_277CA = `
2000A||0
2100A|2000A|1
2200A|2000A|0
2000B|2000A|0
2100B|2000B|1
2200B|2000B|1
2000C|2000B|0
2100C|2000C|1
2200C|2000C|1
2000D|2000C,2000B|0
2100D|2000D|1
2200D|2000D|0
2220D|2200D|0
`;
