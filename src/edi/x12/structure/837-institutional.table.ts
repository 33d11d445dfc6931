/** Segments of guide 005010X223A2 in order; see `structure-table.ts` for the notation and the README for the source. */
export const STRUCTURE_837I = `
|ST|R|1|Transaction Set Header|01 R ID 3 3 837;02 R AN 4 9;03 R AN 1 35
|BHT|R|1|Beginning of Hierarchical Transaction|01 R ID 4 4 0019;02 R ID 2 2 00,18;03 R AN 1 50;04 R DT 8 8;05 R TM 4 8;06 R ID 2 2 31,CH,RP
1000A|NM1|R|1|Submitter Name|01 R ID 2 3 41;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;08 R ID 1 2 46;09 R AN 2 80
1000A|PER|R|2|Submitter EDI Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 EM,FX,TE;04 R AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EM,EX,FX,TE;08 S AN 1 256
1000B|NM1|R|1|Receiver Name|01 R ID 2 3 40;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 46;09 R AN 2 80
2000A|HL|R|1|Billing Provider Hierarchical Level|01 R AN 1 12;03 R ID 1 2 20;04 R ID 1 1 1
2000A|PRV|S|1|Billing Provider Specialty Information|01 R ID 1 3 BI;02 R ID 2 3 PXC;03 R AN 1 50
2000A|CUR|S|1|Foreign Currency Information|01 R ID 2 3 85;02 R ID 3 3
2010AA|NM1|R|1|Billing Provider Name|01 R ID 2 3 85;02 R ID 1 1 2;03 R AN 1 60;08 S ID 1 2 XX;09 S AN 2 80
2010AA|N3|R|1|Billing Provider Address|01 R AN 1 55;02 S AN 1 55
2010AA|N4|R|1|Billing Provider City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AA|REF|R|1|Billing Provider Tax Identification|01 R ID 2 3 EI;02 R AN 1 50
2010AA|PER|S|2|Billing Provider Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 EM,FX,TE;04 R AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EM,EX,FX,TE;08 S AN 1 256
2010AB|NM1|R|1|Pay-to Address Name|01 R ID 2 3 87;02 R ID 1 1 2
2010AB|N3|R|1|Pay-to Address - ADDRESS|01 R AN 1 55;02 S AN 1 55
2010AB|N4|R|1|Pay-To Address City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AC|NM1|R|1|Pay-To Plan Name|01 R ID 2 3 PE;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2010AC|N3|R|1|Pay-to Plan Address|01 R AN 1 55;02 S AN 1 55
2010AC|N4|R|1|Pay-To Plan City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AC|REF|S|1|Pay-to Plan Secondary Identification|01 R ID 2 3 2U,FY,NF;02 R AN 1 50
2010AC|REF|R|1|Pay-To Plan Tax Identification Number|01 R ID 2 3 EI;02 R AN 1 50
2000B|HL|R|1|Subscriber Hierarchical Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 R ID 1 1 0,1
2000B|SBR|R|1|Subscriber Information|01 R ID 1 1 A,B,C,D,E,F,G,H,P,S,T,U;02 S ID 2 2 18;03 S AN 1 50;04 S AN 1 60;09 S ID 1 2 11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
2010BA|NM1|R|1|Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 II,MI;09 S AN 2 80
2010BA|N3|S|1|Subscriber Address|01 R AN 1 55;02 S AN 1 55
2010BA|N4|S|1|Subscriber City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010BA|DMG|S|1|Subscriber Demographic Information|01 R ID 2 3 D8;02 R AN 1 35;03 R ID 1 1 F,M,U
2010BA|REF|S|1|Subscriber Secondary Identification|01 R ID 2 3 SY;02 R AN 1 50
2010BA|REF|S|1|Property and Casualty Claim Number|01 R ID 2 3 Y4;02 R AN 1 50
2010BB|NM1|R|1|Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2010BB|N3|S|1|Payer Address|01 R AN 1 55;02 S AN 1 55
2010BB|N4|S|1|Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010BB|REF|S|3|Payer Secondary Identification|01 R ID 2 3 2U,EI,FY,NF;02 R AN 1 50
2010BB|REF|S|1|Billing Provider Secondary Identification|01 R ID 2 3 G2,LU;02 R AN 1 50
2300|CLM|R|1|Claim Information|01 R AN 1 38;02 R R 1 18;05 R - 0 0;05-1 R AN 1 2;05-2 R ID 1 2 A;05-3 R ID 1 1;07 R ID 1 1 A,B,C;08 R ID 1 1 N,W,Y;09 R ID 1 1 I,Y;20 S ID 1 2 1,10,11,15,2,3,4,5,6,7,8,9
2300|DTP|S|1|Discharge Hour|01 R ID 3 3 096;02 R ID 2 3 TM;03 R AN 1 35
2300|DTP|R|1|Statement Dates|01 R ID 3 3 434;02 R ID 2 3 RD8;03 R AN 1 35
2300|DTP|S|1|Admission Date/Hour|01 R ID 3 3 435;02 R ID 2 3 D8,DT;03 R AN 1 35
2300|DTP|S|1|Date - Repricer Received Date|01 R ID 3 3 050;02 R ID 2 3 D8;03 R AN 1 35
2300|CL1|R|1|Institutional Claim Code|01 S ID 1 1;02 S ID 1 1;03 R ID 1 2
2300|PWK|S|10|Claim Supplemental Information|01 R ID 2 2 03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP;02 R ID 1 2 AA,BM,EL,EM,FT,FX;05 S ID 1 2 AC;06 S AN 2 80
2300|CN1|S|1|Contract Information|01 R ID 2 2 01,02,03,04,05,06,09;02 S R 1 18;03 S R 1 6;04 S AN 1 50;05 S R 1 6;06 S AN 1 30
2300|AMT|S|1|Patient Estimated Amount Due|01 R ID 1 3 F3;02 R R 1 18
2300|REF|S|1|Service Authorization Exception Code|01 R ID 2 3 4N;02 R AN 1 50
2300|REF|S|1|Referral Number|01 R ID 2 3 9F;02 R AN 1 50
2300|REF|S|1|Prior Authorization|01 R ID 2 3 G1;02 R AN 1 50
2300|REF|S|1|Payer Claim Control Number|01 R ID 2 3 F8;02 R AN 1 50
2300|REF|S|1|Repriced Claim Number|01 R ID 2 3 9A;02 R AN 1 50
2300|REF|S|1|Adjusted Repriced Claim Number|01 R ID 2 3 9C;02 R AN 1 50
2300|REF|S|5|Investigational Device Exemption Number|01 R ID 2 3 LX;02 R AN 1 50
2300|REF|S|1|Claim Identifier For Transmission Intermediaries|01 R ID 2 3 D9;02 R AN 1 50
2300|REF|S|1|Auto Accident State|01 R ID 2 3 LU;02 R AN 1 50
2300|REF|S|1|Medical Record Number|01 R ID 2 3 EA;02 R AN 1 50
2300|REF|S|1|Demonstration Project Identifier|01 R ID 2 3 P4;02 R AN 1 50
2300|REF|S|1|Peer Review Organization (PRO) Approval Number|01 R ID 2 3 G4;02 R AN 1 50
2300|K3|S|10|File Information|01 R AN 1 80
2300|NTE|S|10|Claim Note|01 R ID 3 3 ALG,DCP,DGN,DME,MED,NTR,ODT,RHB,RLH,RNH,SET,SFM,SPT,UPI;02 R AN 1 80
2300|NTE|S|1|Billing Note|01 R ID 3 3 ADD;02 R AN 1 80
2300|CRC|S|1|EPSDT Referral|01 R ID 2 2 ZZ;02 R ID 1 1 N,Y;03 R ID 2 3 AV,NU,S2,ST;04 S ID 2 3;05 S ID 2 3
2300|HI|R|1|Principal Diagnosis|01 R - 0 0;01-1 R ID 1 3 ABK,BK;01-2 R AN 1 30;01-9 S ID 1 1 N,U,W,Y
2300|HI|S|1|Admitting Diagnosis|01 R - 0 0;01-1 R ID 1 3 ABJ,BJ;01-2 R AN 1 30
2300|HI|S|1|Patient's Reason For Visit|01 R - 0 0;01-1 R ID 1 3 APR,PR;01-2 R AN 1 30;02 S - 0 0;02-1 R ID 1 3 APR,PR;02-2 R AN 1 30;03 S - 0 0;03-1 R ID 1 3 APR,PR;03-2 R AN 1 30
2300|HI|S|1|External Cause of Injury|01 R - 0 0;01-1 R ID 1 3 ABN,BN;01-2 R AN 1 30;01-9 S ID 1 1 N,U,W,Y;02 S - 0 0;02-1 R ID 1 3 ABN,BN;02-2 R AN 1 30;02-9 S ID 1 1 N,U,W,Y;03 S - 0 0;03-1 R ID 1 3 ABN,BN;03-2 R AN 1 30;03-9 S ID 1 1 N,U,W,Y;04 S - 0 0;04-1 R ID 1 3 ABN,BN;04-2 R AN 1 30;04-9 S ID 1 1 N,U,W,Y;05 S - 0 0;05-1 R ID 1 3 ABN,BN;05-2 R AN 1 30;05-9 S ID 1 1 N,U,W,Y;06 S - 0 0;06-1 R ID 1 3 ABN,BN;06-2 R AN 1 30;06-9 S ID 1 1 N,U,W,Y;07 S - 0 0;07-1 R ID 1 3 ABN,BN;07-2 R AN 1 30;07-9 S ID 1 1 N,U,W,Y;08 S - 0 0;08-1 R ID 1 3 ABN,BN;08-2 R AN 1 30;08-9 S ID 1 1 N,U,W,Y;09 S - 0 0;09-1 R ID 1 3 ABN,BN;09-2 R AN 1 30;09-9 S ID 1 1 N,U,W,Y;10 S - 0 0;10-1 R ID 1 3 ABN,BN;10-2 R AN 1 30;10-9 S ID 1 1 N,U,W,Y;11 S - 0 0;11-1 R ID 1 3 ABN,BN;11-2 R AN 1 30;11-9 S ID 1 1 N,U,W,Y;12 S - 0 0;12-1 R ID 1 3 ABN,BN;12-2 R AN 1 30;12-9 S ID 1 1 N,U,W,Y
2300|HI|S|1|Diagnosis Related Group (DRG) Information|01 R - 0 0;01-1 R ID 1 3 DR;01-2 R AN 1 30
2300|HI|S|2|Other Diagnosis Information|01 R - 0 0;01-1 R ID 1 3 ABF,BF;01-2 R AN 1 30;01-9 S ID 1 1 N,U,W,Y;02 S - 0 0;02-1 R ID 1 3 ABF,BF;02-2 R AN 1 30;02-9 S ID 1 1 N,U,W,Y;03 S - 0 0;03-1 R ID 1 3 ABF,BF;03-2 R AN 1 30;03-9 S ID 1 1 N,U,W,Y;04 S - 0 0;04-1 R ID 1 3 ABF,BF;04-2 R AN 1 30;04-9 S ID 1 1 N,U,W,Y;05 S - 0 0;05-1 R ID 1 3 ABF,BF;05-2 R AN 1 30;05-9 S ID 1 1 N,U,W,Y;06 S - 0 0;06-1 R ID 1 3 ABF,BF;06-2 R AN 1 30;06-9 S ID 1 1 N,U,W,Y;07 S - 0 0;07-1 R ID 1 3 ABF,BF;07-2 R AN 1 30;07-9 S ID 1 1 N,U,W,Y;08 S - 0 0;08-1 R ID 1 3 ABF,BF;08-2 R AN 1 30;08-9 S ID 1 1 N,U,W,Y;09 S - 0 0;09-1 R ID 1 3 ABF,BF;09-2 R AN 1 30;09-9 S ID 1 1 N,U,W,Y;10 S - 0 0;10-1 R ID 1 3 ABF,BF;10-2 R AN 1 30;10-9 S ID 1 1 N,U,W,Y;11 S - 0 0;11-1 R ID 1 3 ABF,BF;11-2 R AN 1 30;11-9 S ID 1 1 N,U,W,Y;12 S - 0 0;12-1 R ID 1 3 ABF,BF;12-2 R AN 1 30;12-9 S ID 1 1 N,U,W,Y
2300|HI|S|1|Principal Procedure Information|01 R - 0 0;01-1 R ID 1 3 BBR,BR,CAH;01-2 R AN 1 30;01-3 R ID 2 3 D8;01-4 R AN 1 35
2300|HI|S|2|Other Procedure Information|01 R - 0 0;01-1 R ID 1 3 BBQ,BQ;01-2 R AN 1 30;01-3 R ID 2 3 D8;01-4 R AN 1 35;02 S - 0 0;02-1 R ID 1 3 BBQ,BQ;02-2 R AN 1 30;02-3 R ID 2 3 D8;02-4 R AN 1 35;03 S - 0 0;03-1 R ID 1 3 BBQ,BQ;03-2 R AN 1 30;03-3 R ID 2 3 D8;03-4 R AN 1 35;04 S - 0 0;04-1 R ID 1 3 BBQ,BQ;04-2 R AN 1 30;04-3 R ID 2 3 D8;04-4 R AN 1 35;05 S - 0 0;05-1 R ID 1 3 BBQ,BQ;05-2 R AN 1 30;05-3 R ID 2 3 D8;05-4 R AN 1 35;06 S - 0 0;06-1 R ID 1 3 BBQ,BQ;06-2 R AN 1 30;06-3 R ID 2 3 D8;06-4 R AN 1 35;07 S - 0 0;07-1 R ID 1 3 BBQ,BQ;07-2 R AN 1 30;07-3 R ID 2 3 D8;07-4 R AN 1 35;08 S - 0 0;08-1 R ID 1 3 BBQ,BQ;08-2 R AN 1 30;08-3 R ID 2 3 D8;08-4 R AN 1 35;09 S - 0 0;09-1 R ID 1 3 BBQ,BQ;09-2 R AN 1 30;09-3 R ID 2 3 D8;09-4 R AN 1 35;10 S - 0 0;10-1 R ID 1 3 BBQ,BQ;10-2 R AN 1 30;10-3 R ID 2 3 D8;10-4 R AN 1 35;11 S - 0 0;11-1 R ID 1 3 BBQ,BQ;11-2 R AN 1 30;11-3 R ID 2 3 D8;11-4 R AN 1 35;12 S - 0 0;12-1 R ID 1 3 BBQ,BQ;12-2 R AN 1 30;12-3 R ID 2 3 D8;12-4 R AN 1 35
2300|HI|S|2|Occurrence Span Information|01 R - 0 0;01-1 R ID 1 3 BI;01-2 R AN 1 30;01-3 R ID 2 3 RD8;01-4 R AN 1 35;02 S - 0 0;02-1 R ID 1 3 BI;02-2 R AN 1 30;02-3 R ID 2 3 RD8;02-4 R AN 1 35;03 S - 0 0;03-1 R ID 1 3 BI;03-2 R AN 1 30;03-3 R ID 2 3 RD8;03-4 R AN 1 35;04 S - 0 0;04-1 R ID 1 3 BI;04-2 R AN 1 30;04-3 R ID 2 3 RD8;04-4 R AN 1 35;05 S - 0 0;05-1 R ID 1 3 BI;05-2 R AN 1 30;05-3 R ID 2 3 RD8;05-4 R AN 1 35;06 S - 0 0;06-1 R ID 1 3 BI;06-2 R AN 1 30;06-3 R ID 2 3 RD8;06-4 R AN 1 35;07 S - 0 0;07-1 R ID 1 3 BI;07-2 R AN 1 30;07-3 R ID 2 3 RD8;07-4 R AN 1 35;08 S - 0 0;08-1 R ID 1 3 BI;08-2 R AN 1 30;08-3 R ID 2 3 RD8;08-4 R AN 1 35;09 S - 0 0;09-1 R ID 1 3 BI;09-2 R AN 1 30;09-3 R ID 2 3 RD8;09-4 R AN 1 35;10 S - 0 0;10-1 R ID 1 3 BI;10-2 R AN 1 30;10-3 R ID 2 3 RD8;10-4 R AN 1 35;11 S - 0 0;11-1 R ID 1 3 BI;11-2 R AN 1 30;11-3 R ID 2 3 RD8;11-4 R AN 1 35;12 S - 0 0;12-1 R ID 1 3 BI;12-2 R AN 1 30;12-3 R ID 2 3 RD8;12-4 R AN 1 35
2300|HI|S|2|Occurrence Information|01 R - 0 0;01-1 R ID 1 3 BH;01-2 R AN 1 30;01-3 R ID 2 3 D8;01-4 R AN 1 35;02 S - 0 0;02-1 R ID 1 3 BH;02-2 R AN 1 30;02-3 R ID 2 3 D8;02-4 R AN 1 35;03 S - 0 0;03-1 R ID 1 3 BH;03-2 R AN 1 30;03-3 R ID 2 3 D8;03-4 R AN 1 35;04 S - 0 0;04-1 R ID 1 3 BH;04-2 R AN 1 30;04-3 R ID 2 3 D8;04-4 R AN 1 35;05 S - 0 0;05-1 R ID 1 3 BH;05-2 R AN 1 30;05-3 R ID 2 3 D8;05-4 R AN 1 35;06 S - 0 0;06-1 R ID 1 3 BH;06-2 R AN 1 30;06-3 R ID 2 3 D8;06-4 R AN 1 35;07 S - 0 0;07-1 R ID 1 3 BH;07-2 R AN 1 30;07-3 R ID 2 3 D8;07-4 R AN 1 35;08 S - 0 0;08-1 R ID 1 3 BH;08-2 R AN 1 30;08-3 R ID 2 3 D8;08-4 R AN 1 35;09 S - 0 0;09-1 R ID 1 3 BH;09-2 R AN 1 30;09-3 R ID 2 3 D8;09-4 R AN 1 35;10 S - 0 0;10-1 R ID 1 3 BH;10-2 R AN 1 30;10-3 R ID 2 3 D8;10-4 R AN 1 35;11 S - 0 0;11-1 R ID 1 3 BH;11-2 R AN 1 30;11-3 R ID 2 3 D8;11-4 R AN 1 35;12 S - 0 0;12-1 R ID 1 3 BH;12-2 R AN 1 30;12-3 R ID 2 3 D8;12-4 R AN 1 35
2300|HI|S|2|Value Information|01 R - 0 0;01-1 R ID 1 3 BE;01-2 R AN 1 30;01-5 R R 1 18;02 S - 0 0;02-1 R ID 1 3 BE;02-2 R AN 1 30;02-5 R R 1 18;03 S - 0 0;03-1 R ID 1 3 BE;03-2 R AN 1 30;03-5 R R 1 18;04 S - 0 0;04-1 R ID 1 3 BE;04-2 R AN 1 30;04-5 R R 1 18;05 S - 0 0;05-1 R ID 1 3 BE;05-2 R AN 1 30;05-5 R R 1 18;06 S - 0 0;06-1 R ID 1 3 BE;06-2 R AN 1 30;06-5 R R 1 18;07 S - 0 0;07-1 R ID 1 3 BE;07-2 R AN 1 30;07-5 R R 1 18;08 S - 0 0;08-1 R ID 1 3 BE;08-2 R AN 1 30;08-5 R R 1 18;09 S - 0 0;09-1 R ID 1 3 BE;09-2 R AN 1 30;09-5 R R 1 18;10 S - 0 0;10-1 R ID 1 3 BE;10-2 R AN 1 30;10-5 R R 1 18;11 S - 0 0;11-1 R ID 1 3 BE;11-2 R AN 1 30;11-5 R R 1 18;12 S - 0 0;12-1 R ID 1 3 BE;12-2 R AN 1 30;12-5 R R 1 18
2300|HI|S|2|Condition Information|01 R - 0 0;01-1 R ID 1 3 BG;01-2 R AN 1 30;02 S - 0 0;02-1 R ID 1 3 BG;02-2 R AN 1 30;03 S - 0 0;03-1 R ID 1 3 BG;03-2 R AN 1 30;04 S - 0 0;04-1 R ID 1 3 BG;04-2 R AN 1 30;05 S - 0 0;05-1 R ID 1 3 BG;05-2 R AN 1 30;06 S - 0 0;06-1 R ID 1 3 BG;06-2 R AN 1 30;07 S - 0 0;07-1 R ID 1 3 BG;07-2 R AN 1 30;08 S - 0 0;08-1 R ID 1 3 BG;08-2 R AN 1 30;09 S - 0 0;09-1 R ID 1 3 BG;09-2 R AN 1 30;10 S - 0 0;10-1 R ID 1 3 BG;10-2 R AN 1 30;11 S - 0 0;11-1 R ID 1 3 BG;11-2 R AN 1 30;12 S - 0 0;12-1 R ID 1 3 BG;12-2 R AN 1 30
2300|HI|S|2|Treatment Code Information|01 R - 0 0;01-1 R ID 1 3 TC;01-2 R AN 1 30;02 S - 0 0;02-1 R ID 1 3 TC;02-2 R AN 1 30;03 S - 0 0;03-1 R ID 1 3 TC;03-2 R AN 1 30;04 S - 0 0;04-1 R ID 1 3 TC;04-2 R AN 1 30;05 S - 0 0;05-1 R ID 1 3 TC;05-2 R AN 1 30;06 S - 0 0;06-1 R ID 1 3 TC;06-2 R AN 1 30;07 S - 0 0;07-1 R ID 1 3 TC;07-2 R AN 1 30;08 S - 0 0;08-1 R ID 1 3 TC;08-2 R AN 1 30;09 S - 0 0;09-1 R ID 1 3 TC;09-2 R AN 1 30;10 S - 0 0;10-1 R ID 1 3 TC;10-2 R AN 1 30;11 S - 0 0;11-1 R ID 1 3 TC;11-2 R AN 1 30;12 S - 0 0;12-1 R ID 1 3 TC;12-2 R AN 1 30
2300|HCP|S|1|Claim Pricing/Repricing Information|01 R ID 2 2 00,01,02,03,04,05,06,07,08,09,10,11,12,13,14;02 R R 1 18;03 S R 1 18;04 S AN 1 50;05 S R 1 9;06 S AN 1 50;07 S R 1 18;08 S AN 1 48;11 S ID 2 2 DA,UN;12 S R 1 15;13 S ID 2 2 T1,T2,T3,T4,T5,T6;14 S ID 1 2 1,2,3,4,5;15 S ID 1 2 1,2,3,4,5,6
2310A|NM1|R|1|Attending Provider Name|01 R ID 2 3 71;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310A|PRV|S|1|Attending Provider Specialty Information|01 R ID 1 3 AT;02 R ID 2 3 PXC;03 R AN 1 50
2310A|REF|S|4|Attending Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310B|NM1|R|1|Operating Physician Name|01 R ID 2 3 72;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310B|REF|S|4|Operating Physician Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310C|NM1|R|1|Other Operating Physician Name|01 R ID 2 3 ZZ;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310C|REF|S|4|Other Operating Physician Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310D|NM1|R|1|Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310D|REF|S|4|Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310E|NM1|R|1|Service Facility Location Name|01 R ID 2 3 77;02 R ID 1 1 2;03 R AN 1 60;08 S ID 1 2 XX;09 S AN 2 80
2310E|N3|R|1|Service Facility Location Address|01 R AN 1 55;02 S AN 1 55
2310E|N4|R|1|Service Facility Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2310E|REF|S|3|Service Facility Location Secondary Identification|01 R ID 2 3 0B,G2,LU;02 R AN 1 50
2310F|NM1|R|1|Referring Provider Name|01 R ID 2 3 DN;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310F|REF|S|3|Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50
2320|SBR|R|1|Other Subscriber Information|01 R ID 1 1 A,B,C,D,E,F,G,H,P,S,T,U;02 R ID 2 2 01,18,19,20,21,39,40,53,G8;03 S AN 1 50;04 S AN 1 60;09 S ID 1 2 11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
2320|CAS|S|5|Claim Level Adjustments|01 R ID 1 2 CO,CR,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2320|AMT|S|1|Coordination of Benefits (COB) Payer Paid Amount|01 R ID 1 3 D;02 R R 1 18
2320|AMT|S|1|Remaining Patient Liability|01 R ID 1 3 EAF;02 R R 1 18
2320|AMT|S|1|Coordination of Benefits (COB) Total Non-Covered Amount|01 R ID 1 3 A8;02 R R 1 18
2320|OI|R|1|Other Insurance Coverage Information|03 R ID 1 1 N,W,Y;06 R ID 1 1 I,Y
2320|MIA|S|1|Inpatient Adjudication Information|01 R R 1 15;03 S R 1 15;04 S R 1 18;05 S AN 1 50 @rarc;06 S R 1 18;07 S R 1 18;08 S R 1 18;09 S R 1 18;10 S R 1 18;11 S R 1 18;12 S R 1 18;13 S R 1 18;14 S R 1 18;15 S R 1 15;16 S R 1 18;17 S R 1 18;18 S R 1 18;19 S R 1 18;20 S AN 1 50 @rarc;21 S AN 1 50 @rarc;22 S AN 1 50 @rarc;23 S AN 1 50 @rarc;24 S R 1 18
2320|MOA|S|1|Outpatient Adjudication Information|01 S R 1 10;02 S R 1 18;03 S AN 1 50 @rarc;04 S AN 1 50 @rarc;05 S AN 1 50 @rarc;06 S AN 1 50 @rarc;07 S AN 1 50 @rarc;08 S R 1 18;09 S R 1 18
2330A|NM1|R|1|Other Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 II,MI;09 R AN 2 80
2330A|N3|S|1|Other Subscriber Address|01 R AN 1 55;02 S AN 1 55
2330A|N4|S|1|Other Subscriber City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2330A|REF|S|2|Other Subscriber Secondary Identification|01 R ID 2 3 SY;02 R AN 1 50
2330B|NM1|R|1|Other Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2330B|N3|S|1|Other Payer Address|01 R AN 1 55;02 S AN 1 55
2330B|N4|S|1|Other Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2330B|DTP|S|1|Claim Check or Remittance Date|01 R ID 3 3 573;02 R ID 2 3 D8;03 R AN 1 35
2330B|REF|S|2|Other Payer Secondary Identifier|01 R ID 2 3 2U,EI,FY,NF;02 R AN 1 50
2330B|REF|S|1|Other Payer Prior Authorization Number|01 R ID 2 3 G1;02 R AN 1 50
2330B|REF|S|1|Other Payer Referral Number|01 R ID 2 3 9F;02 R AN 1 50
2330B|REF|S|1|Other Payer Claim Adjustment Indicator|01 R ID 2 3 T4;02 R AN 1 50
2330B|REF|S|1|Other Payer Claim Control Number|01 R ID 2 3 F8;02 R AN 1 50
2330C|NM1|R|1|Other Payer Attending Provider|01 R ID 2 3 71;02 R ID 1 1 1
2330C|REF|R|4|Other Payer Attending Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330D|NM1|R|1|Other Payer Operating Physician|01 R ID 2 3 72;02 R ID 1 1 1
2330D|REF|R|4|Other Payer Operating Physician Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330E|NM1|R|1|Other Payer Other Operating Physician|01 R ID 2 3 ZZ;02 R ID 1 1 1
2330E|REF|R|4|Other Payer Other Operating Physician Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330F|NM1|R|1|Other Payer Service Facility Location|01 R ID 2 3 77;02 R ID 1 1 2
2330F|REF|R|3|Other Payer Service Facility Location Secondary Identification|01 R ID 2 3 0B,G2,LU;02 R AN 1 50
2330G|NM1|R|1|Other Payer Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1
2330G|REF|R|4|Other Payer Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330H|NM1|R|1|Other Payer Referring Provider|01 R ID 2 3 DN;02 R ID 1 1 1
2330H|REF|R|3|Other Payer Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50
2330I|NM1|R|1|Other Payer Billing Provider|01 R ID 2 3 85;02 R ID 1 1 2
2330I|REF|R|2|Other Payer Billing Provider Secondary Identification|01 R ID 2 3 G2,LU;02 R AN 1 50
2400|LX|R|1|Service Line Number|01 R N0 1 6
2400|SV2|R|1|Institutional Service Line|01 R AN 1 48;02 S - 0 0;02-1 R ID 2 2 ER,HC,HP,IV,WK;02-2 R AN 1 48;02-3 S AN 2 2;02-4 S AN 2 2;02-5 S AN 2 2;02-6 S AN 2 2;02-7 S AN 1 80;03 R R 1 18;04 R ID 2 2 DA,UN;05 R R 1 15;07 S R 1 18
2400|PWK|S|10|Line Supplemental Information|01 R ID 2 2 03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP;02 R ID 1 2 AA,BM,EL,EM,FT,FX;05 S ID 1 2 AC;06 S AN 2 80
2400|DTP|S|1|Date - Service Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2400|REF|S|1|Line Item Control Number|01 R ID 2 3 6R;02 R AN 1 50
2400|REF|S|1|Repriced Line Item Reference Number|01 R ID 2 3 9B;02 R AN 1 50
2400|REF|S|1|Adjusted Repriced Line Item Reference Number|01 R ID 2 3 9D;02 R AN 1 50
2400|AMT|S|1|Service Tax Amount|01 R ID 1 3 GT;02 R R 1 18
2400|AMT|S|1|Facility Tax Amount|01 R ID 1 3 N8;02 R R 1 18
2400|NTE|S|1|Third Party Organization Notes|01 R ID 3 3 TPO;02 R AN 1 80
2400|HCP|S|1|Line Pricing/Repricing Information|01 R ID 2 2 00,01,02,03,04,05,06,07,08,09,10,11,12,13,14;02 R R 1 18;03 S R 1 18;04 S AN 1 50;05 S R 1 9;06 S AN 1 50;07 S R 1 18;08 S AN 1 48;09 S ID 2 2 ER,HC,HP,IV,WK;10 S AN 1 48;11 S ID 2 2 DA,UN;12 S R 1 15;13 S ID 2 2 T1,T2,T3,T4,T5,T6;14 S ID 1 2 1,2,3,4,5;15 S ID 1 2 1,2,3,4,5,6
2410|LIN|R|1|Drug Identification|02 R ID 2 2 N4;03 R AN 1 48
2410|CTP|R|1|Drug Quantity|04 R R 1 15;05 R - 0 0;05-1 R ID 2 2 F2,GR,ME,ML,UN
2410|REF|S|1|Prescription or Compound Drug Association Number|01 R ID 2 3 VY,XZ;02 R AN 1 50
2420A|NM1|R|1|Operating Physician Name|01 R ID 2 3 72;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420A|REF|S|20|Operating Physician Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420B|NM1|R|1|Other Operating Physician Name|01 R ID 2 3 ZZ;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420B|REF|S|20|Other Operating Physician Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420C|NM1|R|1|Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420C|REF|S|20|Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420D|NM1|R|1|Referring Provider Name|01 R ID 2 3 DN;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420D|REF|S|20|Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2430|SVD|R|1|Line Adjudication Information|01 R AN 2 80;02 R R 1 18;03 S - 0 0;03-1 R ID 2 2 ER,HC,HP,IV,WK;03-2 R AN 1 48;03-3 S AN 2 2;03-4 S AN 2 2;03-5 S AN 2 2;03-6 S AN 2 2;03-7 S AN 1 80;04 R AN 1 48;05 R R 1 15;06 S N0 1 6
2430|CAS|S|5|Line Adjustment|01 R ID 1 2 CO,CR,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2430|DTP|R|1|Line Check or Remittance Date|01 R ID 3 3 573;02 R ID 2 3 D8;03 R AN 1 35
2430|AMT|S|1|Remaining Patient Liability|01 R ID 1 3 EAF;02 R R 1 18
2000C|HL|R|1|Patient Hierarchical Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 R ID 1 1 0
2000C|PAT|R|1|Patient Information|01 R ID 2 2 01,19,20,21,39,40,53,G8
2010CA|NM1|R|1|Patient Name|01 R ID 2 3 QC;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10
2010CA|N3|R|1|Patient Address|01 R AN 1 55;02 S AN 1 55
2010CA|N4|R|1|Patient City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010CA|DMG|R|1|Patient Demographic Information|01 R ID 2 3 D8;02 R AN 1 35;03 R ID 1 1 F,M,U
2010CA|REF|S|1|Property and Casualty Claim Number|01 R ID 2 3 Y4;02 R AN 1 50
2010CA|REF|S|1|Property and Casualty Patient Identifier|01 R ID 2 3 1W,SY;02 R AN 1 50
|SE|R|1|Transaction Set Trailer|01 R N0 1 10;02 R AN 4 9
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_837I = `
1000A||1
1000B||1
2000A||0
2010AA|2000A|1
2010AB|2000A|1
2010AC|2000A|1
2000B|2000A|0
2010BA|2000B|1
2010BB|2000B|1
2300|2000B,2000C|100
2310A|2300|1
2310B|2300|1
2310C|2300|1
2310D|2300|1
2310E|2300|1
2310F|2300|1
2320|2300|10
2330A|2320|1
2330B|2320|1
2330C|2320|1
2330D|2320|1
2330E|2320|1
2330F|2320|1
2330G|2320|1
2330H|2320|1
2330I|2320|1
2400|2300|999
2410|2400|1
2420A|2400|1
2420B|2400|1
2420C|2400|1
2420D|2400|1
2430|2400|15
2000C|2000B|0
2010CA|2000C|1
`;
