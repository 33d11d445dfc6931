/** Segments of guide 005010X222A1 in order; see `structure-table.ts` for the notation and the README for the source. */
export const STRUCTURE_837P = `
|ST|R|1|Transaction Set Header|01 R ID 3 3 837;02 R AN 4 9;03 S AN 1 35
|BHT|R|1|Beginning of Hierarchical Transaction|01 R ID 4 4 0019;02 R ID 2 2 00,18;03 R AN 1 50;04 R DT 8 8;05 R TM 4 8;06 R ID 2 2 CH,RP
1000A|NM1|R|1|Submitter Name|01 R ID 2 3 41;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;08 R ID 1 2 46;09 R AN 2 80
1000A|PER|R|2|Submitter EDI Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 ED,EM,FX,TE;04 R AN 1 256;05 S ID 2 2 ED,EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,TE;08 S AN 1 256
1000B|NM1|R|1|Receiver Name|01 R ID 2 3 40;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 46;09 R AN 2 80
2000A|HL|R|1|Billing Provider Hierarchical Level|01 R AN 1 12;03 R ID 1 2 20;04 R ID 1 1 1
2000A|PRV|S|1|Billing Provider Specialty Information|01 R ID 1 3 BI;02 R ID 2 3 PXC;03 R AN 1 50
2000A|CUR|S|1|Foreign Currency Information|01 R ID 2 3 85;02 R ID 3 3
2010AA|NM1|R|1|Billing Provider Name|01 R ID 2 3 85;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2010AA|N3|R|1|Billing Provider Address|01 R AN 1 55;02 S AN 1 55
2010AA|N4|R|1|Billing Provider City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AA|REF|R|1|Billing Provider Tax Identification|01 R ID 2 3 EI,SY;02 R AN 1 50
2010AA|REF|S|2|Billing Provider UPIN/License Information|01 R ID 2 3 0B,1G;02 R AN 1 50
2010AA|PER|S|2|Billing Provider Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 EM,FX,TE;04 R AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EM,EX,FX,TE;08 S AN 1 256
2010AB|NM1|R|1|Pay-to Address Name|01 R ID 2 3 87;02 R ID 1 1 1,2
2010AB|N3|R|1|Pay-to Address - ADDRESS|01 R AN 1 55;02 S AN 1 55
2010AB|N4|R|1|Pay-To Address City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AC|NM1|R|1|Pay-To Plan Name|01 R ID 2 3 PE;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2010AC|N3|R|1|Pay-to Plan Address|01 R AN 1 55;02 S AN 1 55
2010AC|N4|R|1|Pay-To Plan City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AC|REF|S|1|Pay-to Plan Secondary Identification|01 R ID 2 3 2U,FY,NF;02 R AN 1 50
2010AC|REF|R|1|Pay-To Plan Tax Identification Number|01 R ID 2 3 EI;02 R AN 1 50
2000B|HL|R|1|Subscriber Hierarchical Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 R ID 1 1 0,1
2000B|SBR|R|1|Subscriber Information|01 R ID 1 1 A,B,C,D,E,F,G,H,P,S,T,U;02 S ID 2 2 18;03 S AN 1 50;04 S AN 1 60;05 S ID 1 3 12,13,14,15,16,41,42,43,47;09 S ID 1 2 11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
2000B|PAT|S|1|Patient Information|05 S ID 2 3 D8;06 S AN 1 35;07 S ID 2 2 01;08 S R 1 10;09 S ID 1 1 Y
2010BA|NM1|R|1|Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 II,MI;09 R AN 2 80
2010BA|N3|S|1|Subscriber Address|01 R AN 1 55;02 S AN 1 55
2010BA|N4|S|1|Subscriber City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010BA|DMG|S|1|Subscriber Demographic Information|01 R ID 2 3 D8;02 R AN 1 35;03 R ID 1 1 F,M,U
2010BA|REF|S|1|Subscriber Secondary Identification|01 R ID 2 3 SY;02 R AN 1 50
2010BA|REF|S|1|Property and Casualty Claim Number|01 R ID 2 3 Y4;02 R AN 1 50
2010BA|PER|S|1|Property and Casualty Subscriber Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 TE;04 R AN 1 256;05 S ID 2 2 EX;06 S AN 1 256
2010BB|NM1|R|1|Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2010BB|N3|S|1|Payer Address|01 R AN 1 55;02 S AN 1 55
2010BB|N4|S|1|Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010BB|REF|S|3|Payer Secondary Identification|01 R ID 2 3 2U,EI,FY,NF;02 R AN 1 50
2010BB|REF|S|2|Billing Provider Secondary Identification|01 R ID 2 3 G2,LU;02 R AN 1 50
2300|CLM|R|1|Claim Information|01 R AN 1 38;02 R R 1 18;05 R - 0 0;05-1 R AN 1 2 @pos;05-2 R ID 1 2 B;05-3 R ID 1 1;06 R ID 1 1 N,Y;07 R ID 1 1 A,B,C;08 R ID 1 1 N,W,Y;09 R ID 1 1 I,Y;10 S ID 1 1 P;11 S - 0 0;11-1 R ID 2 3 AA,EM,OA;11-2 S ID 2 3 AA,EM,OA;11-4 S ID 2 2;11-5 S ID 2 3;12 S ID 2 3 02,03,05,09;20 S ID 1 2 1,2,3,4,5,6,7,8,9,10,11,15
2300|DTP|S|1|Date - Onset of Current Illness or Symptom|01 R ID 3 3 431;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Initial Treatment Date|01 R ID 3 3 454;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Last Seen Date|01 R ID 3 3 304;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Acute Manifestation|01 R ID 3 3 453;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Accident|01 R ID 3 3 439;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Last Menstrual Period|01 R ID 3 3 484;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Last X-ray Date|01 R ID 3 3 455;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Hearing and Vision Prescription Date|01 R ID 3 3 471;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Disability Dates|01 R ID 3 3 314,360,361;02 R ID 2 3 D8,RD8;03 R AN 1 35
2300|DTP|S|1|Date - Last Worked|01 R ID 3 3 297;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Authorized Return to Work|01 R ID 3 3 296;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Admission|01 R ID 3 3 435;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Discharge|01 R ID 3 3 096;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|2|Date - Assumed and Relinquished Care Dates|01 R ID 3 3 090,091;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Property and Casualty Date of First Contact|01 R ID 3 3 444;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Repricer Received Date|01 R ID 3 3 050;02 R ID 2 3 D8;03 R AN 1 35
2300|PWK|S|10|Claim Supplemental Information|01 R ID 2 2 03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP;02 R ID 1 2 AA,BM,EL,EM,FT,FX;05 S ID 1 2 AC;06 S AN 2 80
2300|CN1|S|1|Contract Information|01 R ID 2 2 01,02,03,04,05,06,09;02 S R 1 18;03 S R 1 6;04 S AN 1 50;05 S R 1 6;06 S AN 1 30
2300|AMT|S|1|Patient Amount Paid|01 R ID 1 3 F5;02 R R 1 18
2300|REF|S|1|Service Authorization Exception Code|01 R ID 2 3 4N;02 R AN 1 50
2300|REF|S|1|Mandatory Medicare (Section 4081) Crossover Indicator|01 R ID 2 3 F5;02 R AN 1 50
2300|REF|S|1|Mammography Certification Number|01 R ID 2 3 EW;02 R AN 1 50
2300|REF|S|1|Referral Number|01 R ID 2 3 9F;02 R AN 1 50
2300|REF|S|1|Prior Authorization|01 R ID 2 3 G1;02 R AN 1 50
2300|REF|S|1|Payer Claim Control Number|01 R ID 2 3 F8;02 R AN 1 50
2300|REF|S|1|Clinical Laboratory Improvement Amendment (CLIA) Number|01 R ID 2 3 X4;02 R AN 1 50
2300|REF|S|1|Repriced Claim Number|01 R ID 2 3 9A;02 R AN 1 50
2300|REF|S|1|Adjusted Repriced Claim Number|01 R ID 2 3 9C;02 R AN 1 50
2300|REF|S|1|Investigational Device Exemption Number|01 R ID 2 3 LX;02 R AN 1 50
2300|REF|S|1|Claim Identifier For Transmission Intermediaries|01 R ID 2 3 D9;02 R AN 1 50
2300|REF|S|1|Medical Record Number|01 R ID 2 3 EA;02 R AN 1 50
2300|REF|S|1|Demonstration Project Identifier|01 R ID 2 3 P4;02 R AN 1 50
2300|REF|S|1|Care Plan Oversight|01 R ID 2 3 1J;02 R AN 1 50
2300|K3|S|10|File Information|01 R AN 1 80
2300|NTE|S|1|Claim Note|01 R ID 3 3 ADD,CER,DCP,DGN,TPO;02 R AN 1 80
2300|CR1|S|1|Ambulance Transport Information|01 S ID 2 2 LB;02 S R 1 10;04 R ID 1 1 A,B,C,D,E;05 R ID 2 2 DH;06 R R 1 15;09 S AN 1 80;10 S AN 1 80
2300|CR2|S|1|Spinal Manipulation Service Information|08 R ID 1 1 A,C,D,E,F,G,M;10 S AN 1 80;11 S AN 1 80
2300|CRC|S|3|Ambulance Certification|01 R ID 2 2 07;02 R ID 1 1 N,Y;03 R ID 2 3 01,04,05,06,07,08,09,12;04 S ID 2 3 01,04,05,06,07,08,09,12;05 S ID 2 3 01,04,05,06,07,08,09,12;06 S ID 2 3 01,04,05,06,07,08,09,12;07 S ID 2 3 01,04,05,06,07,08,09,12
2300|CRC|S|3|Patient Condition Information: Vision|01 R ID 2 2 E1,E2,E3;02 R ID 1 1 N,Y;03 R ID 2 3 L1,L2,L3,L4,L5;04 S ID 2 3 L1,L2,L3,L4,L5;05 S ID 2 3 L1,L2,L3,L4,L5;06 S ID 2 3 L1,L2,L3,L4,L5;07 S ID 2 3 L1,L2,L3,L4,L5
2300|CRC|S|1|Homebound Indicator|01 R ID 2 2 75;02 R ID 1 1 Y;03 R ID 2 3 IH
2300|CRC|S|1|EPSDT Referral|01 R ID 2 2 ZZ;02 R ID 1 1 N,Y;03 R ID 2 3 AV,NU,S2,ST;04 S ID 2 3 AV,NU,S2,ST;05 S ID 2 3 AV,NU,S2,ST
2300|HI|R|1|Health Care Diagnosis Code|01 R - 0 0;01-1 R ID 1 3 ABK,BK;01-2 R AN 1 30;02 S - 0 0;02-1 R ID 1 3 ABF,BF;02-2 R AN 1 30;03 S - 0 0;03-1 R ID 1 3 ABF,BF;03-2 R AN 1 30;04 S - 0 0;04-1 R ID 1 3 ABF,BF;04-2 R AN 1 30;05 S - 0 0;05-1 R ID 1 3 ABF,BF;05-2 R AN 1 30;06 S - 0 0;06-1 R ID 1 3 ABF,BF;06-2 R AN 1 30;07 S - 0 0;07-1 R ID 1 3 ABF,BF;07-2 R AN 1 30;08 S - 0 0;08-1 R ID 1 3 ABF,BF;08-2 R AN 1 30;09 S - 0 0;09-1 R ID 1 3 ABF,BF;09-2 R AN 1 30;10 S - 0 0;10-1 R ID 1 3 ABF,BF;10-2 R AN 1 30;11 S - 0 0;11-1 R ID 1 3 ABF,BF;11-2 R AN 1 30;12 S - 0 0;12-1 R ID 1 3 ABF,BF;12-2 R AN 1 30
2300|HI|S|1|Anesthesia Related Procedure|01 R - 0 0;01-1 R ID 1 3 BP;01-2 R AN 1 30;02 S - 0 0;02-1 R ID 1 3 BO;02-2 R AN 1 30
2300|HI|S|2|Condition Information|01 R - 0 0;01-1 R ID 1 3 BG;01-2 R AN 1 30;02 S - 0 0;02-1 R ID 1 3 BG;02-2 R AN 1 30;03 S - 0 0;03-1 R ID 1 3 BG;03-2 R AN 1 30;04 S - 0 0;04-1 R ID 1 3 BG;04-2 R AN 1 30;05 S - 0 0;05-1 R ID 1 3 BG;05-2 R AN 1 30;06 S - 0 0;06-1 R ID 1 3 BG;06-2 R AN 1 30;07 S - 0 0;07-1 R ID 1 3 BG;07-2 R AN 1 30;08 S - 0 0;08-1 R ID 1 3 BG;08-2 R AN 1 30;09 S - 0 0;09-1 R ID 1 3 BG;09-2 R AN 1 30;10 S - 0 0;10-1 R ID 1 3 BG;10-2 R AN 1 30;11 S - 0 0;11-1 R ID 1 3 BG;11-2 R AN 1 30;12 S - 0 0;12-1 R ID 1 3 BG;12-2 R AN 1 30
2300|HCP|S|1|Claim Pricing/Repricing Information|01 R ID 2 2 00,01,02,03,04,05,07,08,09,10,11,12,13,14;02 R R 1 18;03 S R 1 18;04 S AN 1 50;05 S R 1 9;06 S AN 1 50;07 S R 1 18;13 S ID 2 2 T1,T2,T3,T4,T5,T6;14 S ID 1 2 1,2,3,4,5;15 S ID 1 2 1,2,3,4,5,6
2310A|NM1|R|1|Referring Provider Name|01 R ID 2 3 DN,P3;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310A|REF|S|3|Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50
2310B|NM1|R|1|Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310B|PRV|S|1|Rendering Provider Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50
2310B|REF|S|4|Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310C|NM1|R|1|Service Facility Location Name|01 R ID 2 3 77;02 R ID 1 1 2;03 R AN 1 60;08 S ID 1 2 XX;09 S AN 2 80
2310C|N3|R|1|Service Facility Location Address|01 R AN 1 55;02 S AN 1 55
2310C|N4|R|1|Service Facility Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2310C|REF|S|3|Service Facility Location Secondary Identification|01 R ID 2 3 0B,G2,LU;02 R AN 1 50
2310C|PER|S|1|Service Facility Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 TE;04 R AN 1 256;05 S ID 2 2 EX;06 S AN 1 256
2310D|NM1|R|1|Supervising Provider Name|01 R ID 2 3 DQ;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310D|REF|S|4|Supervising Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310E|NM1|R|1|Ambulance Pick-up Location|01 R ID 2 3 PW;02 R ID 1 1 2
2310E|N3|R|1|Ambulance Pick-up Location Address|01 R AN 1 55;02 S AN 1 55
2310E|N4|R|1|Ambulance Pick-up Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2310F|NM1|R|1|Ambulance Drop-off Location|01 R ID 2 3 45;02 R ID 1 1 2;03 S AN 1 60
2310F|N3|R|1|Ambulance Drop-off Location Address|01 R AN 1 55;02 S AN 1 55
2310F|N4|R|1|Ambulance Drop-off Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2320|SBR|R|1|Other Subscriber Information|01 R ID 1 1 A,B,C,D,E,F,G,H,P,S,T,U;02 R ID 2 2 01,18,19,20,21,39,40,53,G8;03 S AN 1 50;04 S AN 1 60;05 S ID 1 3 12,13,14,15,16,41,42,43,47;09 S ID 1 2 11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
2320|CAS|S|5|Claim Level Adjustments|01 R ID 1 2 CO,CR,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2320|AMT|S|1|Coordination of Benefits (COB) Payer Paid Amount|01 R ID 1 3 D;02 R R 1 18
2320|AMT|S|1|Coordination of Benefits (COB) Total Non-Covered Amount|01 R ID 1 3 A8;02 R R 1 18
2320|AMT|S|1|Remaining Patient Liability|01 R ID 1 3 EAF;02 R R 1 18
2320|OI|R|1|Other Insurance Coverage Information|03 R ID 1 1 N,W,Y;04 S ID 1 1 P;06 R ID 1 1 I,Y
2320|MOA|S|1|Outpatient Adjudication Information|01 S R 1 10;02 S R 1 18;03 S AN 1 50 @rarc;04 S AN 1 50 @rarc;05 S AN 1 50 @rarc;06 S AN 1 50 @rarc;07 S AN 1 50 @rarc;08 S R 1 18;09 S R 1 18
2330A|NM1|R|1|Other Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 II,MI;09 R AN 2 80
2330A|N3|S|1|Other Subscriber Address|01 R AN 1 55;02 S AN 1 55
2330A|N4|S|1|Other Subscriber City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2330A|REF|S|1|Other Subscriber Secondary Identification|01 R ID 2 3 SY;02 R AN 1 50
2330B|NM1|R|1|Other Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2330B|N3|S|1|Other Payer Address|01 R AN 1 55;02 S AN 1 55
2330B|N4|S|1|Other Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2330B|DTP|S|1|Claim Check or Remittance Date|01 R ID 3 3 573;02 R ID 2 3 D8;03 R AN 1 35
2330B|REF|S|2|Other Payer Secondary Identifier|01 R ID 2 3 2U,EI,FY,NF;02 R AN 1 50
2330B|REF|S|1|Other Payer Prior Authorization Number|01 R ID 2 3 G1;02 R AN 1 50
2330B|REF|S|1|Other Payer Referral Number|01 R ID 2 3 9F;02 R AN 1 50
2330B|REF|S|1|Other Payer Claim Adjustment Indicator|01 R ID 2 3 T4;02 R AN 1 50
2330B|REF|S|1|Other Payer Claim Control Number|01 R ID 2 3 F8;02 R AN 1 50
2330C|NM1|R|1|Other Payer Referring Provider|01 R ID 2 3 DN,P3;02 R ID 1 1 1
2330C|REF|R|3|Other Payer Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50
2330D|NM1|R|1|Other Payer Rendering Provider|01 R ID 2 3 82;02 R ID 1 1 1,2
2330D|REF|R|3|Other Payer Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330E|NM1|R|1|Other Payer Service Facility Location|01 R ID 2 3 77;02 R ID 1 1 2
2330E|REF|R|3|Other Payer Service Facility Location Secondary Identification|01 R ID 2 3 0B,G2,LU;02 R AN 1 50
2330F|NM1|R|1|Other Payer Supervising Provider|01 R ID 2 3 DQ;02 R ID 1 1 1
2330F|REF|R|3|Other Payer Supervising Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330G|NM1|R|1|Other Payer Billing Provider|01 R ID 2 3 85;02 R ID 1 1 1,2
2330G|REF|R|2|Other Payer Billing Provider Secondary Identification|01 R ID 2 3 G2,LU;02 R AN 1 50
2400|LX|R|1|Service Line Number|01 R N0 1 6
2400|SV1|R|1|Professional Service|01 R - 0 0;01-1 R ID 2 2 ER,HC,IV,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;01-7 S AN 1 80;02 R R 1 18;03 R ID 2 2 MJ,UN;04 R R 1 15;05 S AN 1 2 @pos;07 R - 0 0;07-1 R N0 1 2 1,2,3,4,5,6,7,8,9,10,11,12;07-2 S N0 1 2 1,2,3,4,5,6,7,8,9,10,11,12;07-3 S N0 1 2 1,2,3,4,5,6,7,8,9,10,11,12;07-4 S N0 1 2 1,2,3,4,5,6,7,8,9,10,11,12;09 S ID 1 1 Y;11 S ID 1 1 Y;12 S ID 1 1 Y;15 S ID 1 1 0
2400|SV5|S|1|Durable Medical Equipment Service|01 R - 0 0;01-1 R ID 2 2 HC;01-2 R AN 1 48;02 R ID 2 2 DA;03 R R 1 15;04 R R 1 18;05 R R 1 18;06 R ID 1 1 1,4,6
2400|PWK|S|10|Line Supplemental Information|01 R ID 2 2 03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP;02 R ID 1 2 AA,BM,EL,EM,FT,FX;05 S ID 1 2 AC;06 S AN 2 80
2400|PWK|S|1|Durable Medical Equipment Certificate of Medical Necessity Indicator|01 R ID 2 2 CT;02 R ID 1 2 AB,AD,AF,AG,NS
2400|CR1|S|1|Ambulance Transport Information|01 S ID 2 2 LB;02 S R 1 10;04 R ID 1 1 A,B,C,D,E;05 R ID 2 2 DH;06 R R 1 15;09 S AN 1 80;10 S AN 1 80
2400|CR3|S|1|Durable Medical Equipment Certification|01 R ID 1 1 I,R,S;02 R ID 2 2 MO;03 R R 1 15
2400|CRC|S|3|Ambulance Certification|01 R ID 2 2 07;02 R ID 1 1 N,Y;03 R ID 2 3 01,04,05,06,07,08,09,12;04 S ID 2 3 01,04,05,06,07,08,09,12;05 S ID 2 3 01,04,05,06,07,08,09,12;06 S ID 2 3 01,04,05,06,07,08,09,12;07 S ID 2 3 01,04,05,06,07,08,09,12
2400|CRC|S|1|Hospice Employee Indicator|01 R ID 2 2 70;02 R ID 1 1 N,Y;03 R ID 2 3 65
2400|CRC|S|1|Condition Indicator/Durable Medical Equipment|01 R ID 2 2 09;02 R ID 1 1 N,Y;03 R ID 2 3 38,ZV;04 S ID 2 3 38,ZV
2400|DTP|R|1|Date - Service Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2400|DTP|S|1|Date - Prescription Date|01 R ID 3 3 471;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|DATE - Certification Revision/Recertification Date|01 R ID 3 3 607;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|Date - Begin Therapy Date|01 R ID 3 3 463;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|Date - Last Certification Date|01 R ID 3 3 461;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|Date - Last Seen Date|01 R ID 3 3 304;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|2|Date - Test Date|01 R ID 3 3 738,739;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|Date - Shipped Date|01 R ID 3 3 011;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|Date - Last X-ray Date|01 R ID 3 3 455;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S|1|Date - Initial Treatment Date|01 R ID 3 3 454;02 R ID 2 3 D8;03 R AN 1 35
2400|QTY|S|1|Ambulance Patient Count|01 R ID 2 2 PT;02 R R 1 15
2400|QTY|S|1|Obstetric Anesthesia Additional Units|01 R ID 2 2 FL;02 R R 1 15
2400|MEA|S|5|Test Result|01 R ID 2 2 OG,TR;02 R ID 1 3 HT,R1,R2,R3,R4;03 R R 1 20
2400|CN1|S|1|Contract Information|01 R ID 2 2 01,02,03,04,05,06,09;02 S R 1 18;03 S R 1 6;04 S AN 1 50;05 S R 1 6;06 S AN 1 30
2400|REF|S|1|Repriced Line Item Reference Number|01 R ID 2 3 9B;02 R AN 1 50
2400|REF|S|1|Adjusted Repriced Line Item Reference Number|01 R ID 2 3 9D;02 R AN 1 50
2400|REF|S|5|Prior Authorization|01 R ID 2 3 G1;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2400|REF|S|1|Line Item Control Number|01 R ID 2 3 6R;02 R AN 1 50
2400|REF|S|1|Mammography Certification Number|01 R ID 2 3 EW;02 R AN 1 50
2400|REF|S|1|Clinical Laboratory Improvement Amendment (CLIA) Number|01 R ID 2 3 X4;02 R AN 1 50
2400|REF|S|1|Referring Clinical Laboratory Improvement Amendment (CLIA) Facility Identification|01 R ID 2 3 F4;02 R AN 1 50
2400|REF|S|1|Immunization Batch Number|01 R ID 2 3 BT;02 R AN 1 50
2400|REF|S|5|Referral Number|01 R ID 2 3 9F;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2400|AMT|S|1|Sales Tax Amount|01 R ID 1 3 T;02 R R 1 18
2400|AMT|S|1|Postage Claimed Amount|01 R ID 1 3 F4;02 R R 1 18
2400|K3|S|10|File Information|01 R AN 1 80
2400|NTE|S|1|Line Note|01 R ID 3 3 ADD,DCP;02 R AN 1 80
2400|NTE|S|1|Third Party Organization Notes|01 R ID 3 3 TPO;02 R AN 1 80
2400|PS1|S|1|Purchased Service Information|01 R AN 1 50;02 R R 1 18
2400|HCP|S|1|Line Pricing/Repricing Information|01 R ID 2 2 00,01,02,03,04,05,06,07,08,09,10,11,12,13,14;02 R R 1 18;03 S R 1 18;04 S AN 1 50;05 S R 1 9;06 S AN 1 50;07 S R 1 18;09 S ID 2 2 ER,HC,IV,WK;10 S AN 1 48;11 S ID 2 2 MJ,UN;12 S R 1 15;13 S ID 2 2 T1,T2,T3,T4,T5,T6;14 S ID 1 2 1,2,3,4,5;15 S ID 1 2 1,2,3,4,5,6
2410|LIN|R|1|Drug Identification|02 R ID 2 2 EN,EO,HI,N4,ON,UK,UP;03 R AN 1 48
2410|CTP|R|1|Drug Quantity|04 R R 1 15;05 R - 0 0;05-1 R ID 2 2 F2,GR,ME,ML,UN
2410|REF|S|1|Prescription or Compound Drug Association Number|01 R ID 2 3 VY,XZ;02 R AN 1 50
2420A|NM1|R|1|Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420A|PRV|S|1|Rendering Provider Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50
2420A|REF|S|20|Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420B|NM1|R|1|Purchased Service Provider Name|01 R ID 2 3 QB;02 R ID 1 1 1,2;08 S ID 1 2 XX;09 S AN 2 80
2420B|REF|S|20|Purchased Service Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420C|NM1|R|1|Service Facility Location Name|01 R ID 2 3 77;02 R ID 1 1 2;03 R AN 1 60;08 S ID 1 2 XX;09 S AN 2 80
2420C|N3|R|1|Service Facility Location Address|01 R AN 1 55;02 S AN 1 55
2420C|N4|R|1|Service Facility Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2420C|REF|S|3|Service Facility Location Secondary Identification|01 R ID 2 3 G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420D|NM1|R|1|Supervising Provider Name|01 R ID 2 3 DQ;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420D|REF|S|20|Supervising Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420E|NM1|R|1|Ordering Provider Name|01 R ID 2 3 DK;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420E|N3|S|1|Ordering Provider Address|01 R AN 1 55;02 S AN 1 55
2420E|N4|S|1|Ordering Provider City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2420E|REF|S|20|Ordering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420E|PER|S|1|Ordering Provider Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 EM,FX,TE;04 R AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EM,EX,FX,TE;08 S AN 1 256
2420F|NM1|R|1|Referring Provider Name|01 R ID 2 3 DN,P3;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420F|REF|S|20|Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420G|NM1|R|1|Ambulance Pick-up Location|01 R ID 2 3 PW;02 R ID 1 1 2
2420G|N3|R|1|Ambulance Pick-up Location Address|01 R AN 1 55;02 S AN 1 55
2420G|N4|R|1|Ambulance Pick-up Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2420H|NM1|R|1|Ambulance Drop-off Location|01 R ID 2 3 45;02 R ID 1 1 2;03 S AN 1 60
2420H|N3|R|1|Ambulance Drop-off Location Address|01 R AN 1 55;02 S AN 1 55
2420H|N4|R|1|Ambulance Drop-off Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2430|SVD|R|1|Line Adjudication Information|01 R AN 2 80;02 R R 1 18;03 R - 0 0;03-1 R ID 2 2 ER,HC,IV,WK;03-2 R AN 1 48;03-3 S AN 2 2;03-4 S AN 2 2;03-5 S AN 2 2;03-6 S AN 2 2;03-7 S AN 1 80;05 R R 1 15;06 S N0 1 6
2430|CAS|S|5|Line Adjustment|01 R ID 1 2 CO,CR,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2430|DTP|R|1|Line Check or Remittance Date|01 R ID 3 3 573;02 R ID 2 3 D8;03 R AN 1 35
2430|AMT|S|1|Remaining Patient Liability|01 R ID 1 3 EAF;02 R R 1 18
2440|LQ|R|1|Form Identification Code|01 R ID 1 3 AS,UT;02 R AN 1 30
2440|FRM|R|99|Supporting Documentation|01 R AN 1 20;02 S ID 1 1 N,W,Y;03 S AN 1 50;04 S DT 8 8;05 S R 1 6
2000C|HL|R|1|Patient Hierarchical Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 R ID 1 1 0
2000C|PAT|R|1|Patient Information|01 R ID 2 2 01,19,20,21,39,40,53,G8;05 S ID 2 3 D8;06 S AN 1 35;07 S ID 2 2 01;08 S R 1 10;09 S ID 1 1 Y
2010CA|NM1|R|1|Patient Name|01 R ID 2 3 QC;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10
2010CA|N3|R|1|Patient Address|01 R AN 1 55;02 S AN 1 55
2010CA|N4|R|1|Patient City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010CA|DMG|R|1|Patient Demographic Information|01 R ID 2 3 D8;02 R AN 1 35;03 R ID 1 1 F,M,U
2010CA|REF|S|1|Property and Casualty Claim Number|01 R ID 2 3 Y4;02 R AN 1 50
2010CA|REF|S|1|Property and Casualty Patient Identifier|01 R ID 2 3 1W,SY;02 R AN 1 50
2010CA|PER|S|1|Property and Casualty Patient Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 TE;04 R AN 1 256;05 S ID 2 2 EX;06 S AN 1 256
|SE|R|1|Transaction Set Trailer|01 R N0 1 10;02 R AN 4 9
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_837P = `
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
2310A|2300|2
2310B|2300|1
2310C|2300|1
2310D|2300|1
2310E|2300|1
2310F|2300|1
2320|2300|10
2330A|2320|1
2330B|2320|1
2330C|2320|2
2330D|2320|1
2330E|2320|1
2330F|2320|1
2330G|2320|1
2400|2300|50
2410|2400|1
2420A|2400|1
2420B|2400|1
2420C|2400|1
2420D|2400|1
2420E|2400|1
2420F|2400|2
2420G|2400|1
2420H|2400|1
2430|2400|15
2440|2400|0
2000C|2000B|0
2010CA|2000C|1
`;
