# Texts that stand for patients, persons and secrets in generated captures: each
# generator of make/ plants some, and none may be in anything that is written.
# tests/lab/canaries looks for them, in other spellings and encodings too.
C_NAME='ZZPAT^CANARY'
C_ANY='CANARY'
C_MRN='ZZ900'
C_DOC='ZZDOC^CANARY'
C_CITY='ZZCANARYTOWN'
C_USER='zzusercanary'
C_PASS='ZZpassCANARY!'
C_DEFAULT='2getin'
C_UID='2.25.90071992547409919009'
C_TIME='235959.900901'
C_DOB='19510213'
