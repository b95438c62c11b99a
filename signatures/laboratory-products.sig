# Products of the laboratory by what they call themselves in ASTM headers
# (CLSI LIS02, H-5) and in MSH-3 and MSH-4 of HL7. Where the attribute already
# tells the model, the model here is spelt as the device spells it.

device sysmex.xn-1000
  class    lab-analyser
  vendor   "Sysmex"
  model    "XN-1000"
  match    hl7_application is XN-1000 fair
  match    hl7_model is XN-1000 strong
  match    astm_model is XN-1000 strong
  match    astm_sender like "XN-1000*" strong
  source   "observed: HL7 MSH-3 and ASTM header record, lab captures 05 and 06"
  example  hl7_application XN-1000
  example  hl7_model XN-1000
  example  astm_model XN-1000
  example  astm_sender XN-1000
  counter  hl7_application XN-550

device abbott.afinion-2
  class    poc-analyser
  vendor   "Abbott"
  model    "Afinion 2"
  match    astm_sender is "Afinion 2 Analyzer" strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/abbott_afinion2.txt: header sender Afinion 2 Analyzer^^AF20052397"
  example  astm_sender "Afinion 2 Analyzer"
  counter  astm_sender Afinion

device abbott.architect
  class    lab-analyser
  vendor   "Abbott"
  model    "ARCHITECT"
  match    astm_sender is ARCHITECT strong
  match    hl7_application is ARCHITECT fair
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/abbott_architect.txt: ARCHITECT^1.00; DIGI-UW/openelisglobal-plugins, AbbottArchitectAnalyzer.java: MSH-3"
  example  astm_sender ARCHITECT
  example  hl7_application ARCHITECT
  counter  astm_sender ARCHIVE

device abbott.alinity-ci
  class    lab-analyser
  vendor   "Abbott"
  model    "Alinity ci-series"
  match    astm_sender is "Alinity ci-series" strong
  source   "header records in the test data of several public LIS programs: Alinity ci-series^2.5^SCM01246, Alinity ci-series^3.5^SCM22628"
  example  astm_sender "Alinity ci-series"
  counter  astm_sender Alinity

device abbott.m2000
  class    lab-analyser
  vendor   "Abbott"
  model    "m2000"
  match    astm_sender is m2000 strong
  source   "aurthurm/felicity-lablink, flablink/gateway/adapters/astm/abbott.py: m2000^8.1.9.0^275022112"
  example  astm_sender m2000
  counter  astm_sender m1000

# Both send the same word.
device beckman.access-dxi
  class    lab-analyser
  vendor   "Beckman Coulter"
  match    astm_sender is ACCESS fair
  source   "header records in the test data of several public LIS programs, as examples of Beckman Coulter C03112: ACCESS^500001"
  example  astm_sender ACCESS
  counter  astm_sender "ACCESS POINT"

device roche.cobas-c311
  class    lab-analyser
  vendor   "Roche"
  model    "c311"
  match    astm_sender is c311 strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/cobas_c311.txt: header sender c311^1"
  example  astm_sender c311
  counter  astm_sender c501

device roche.cobas-c111
  class    lab-analyser
  vendor   "Roche"
  model    "c111"
  match    astm_sender like "c111*" strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/cobas_c111.txt: header sender c111ELREMC^Roche^c111^4.2.2"
  example  astm_sender c111ELREMC
  counter  astm_sender c311

device roche.cobas-6000
  class    lab-analyser
  vendor   "Roche"
  model    "cobas6000"
  match    astm_sender is cobas6000 strong
  source   "header records in the test data of several public LIS programs: cobas6000^1|||||host|RSUPL^REAL"
  example  astm_sender cobas6000
  counter  astm_sender cobas

device roche.cobas-e411
  class    lab-analyser
  vendor   "Roche"
  model    "cobas e 411"
  match    astm_sender is cobas-e411 strong
  source   "header records in the test data of several public LIS programs: cobas-e411^1|||||host|RSUPL^REAL"
  example  astm_sender cobas-e411
  counter  astm_sender cobas-e601

device roche.cobas-pro
  class    lab-analyser
  vendor   "Roche"
  model    "cobas pro"
  match    hl7_application is "cobas pro" strong
  source   "medplum/medplum, packages/core/src/hl7.test.ts: MSH-3 cobas pro, profile LAB-29^IHE, OBX-18 e801^ROCHE~2037-06^ROCHE"
  example  hl7_application "cobas pro"
  counter  hl7_application "cobas infinity"

device roche.cobas-6800-8800
  class    lab-analyser
  vendor   "Roche"
  model    "cobas 6800/8800"
  match    hl7_application is COBAS6800/8800 strong
  source   "aurthurm/felicity-lablink, flablink/gateway/adapters/hl7/roche.py: MSH-3 COBAS6800/8800"
  example  hl7_application COBAS6800/8800
  counter  hl7_application COBAS

device siemens.dca-vantage
  class    poc-analyser
  vendor   "Siemens Healthineers"
  model    "DCA VANTAGE"
  match    astm_sender is "DCA VANTAGE" strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/dca_vantage.txt: header sender DCA VANTAGE^04.04.00.00^S067337"
  example  astm_sender "DCA VANTAGE"
  counter  astm_sender "DCA 2000"

device cepheid.genexpert
  class    lab-analyser
  vendor   "Cepheid"
  model    "GeneXpert"
  match    astm_model is GeneXpert strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/genexpert.txt: header sender 806149 Happy Hospital^GeneXpert^4.8"
  example  astm_model GeneXpert
  counter  astm_model GenePix

device sysmex.xp-100
  class    lab-analyser
  vendor   "Sysmex"
  model    "XP-100"
  match    astm_model is XP-100 strong
  match    astm_sender is XP-100 strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/sysmex_xp100.txt: header sender XP-100^00-13"
  example  astm_model XP-100
  example  astm_sender XP-100
  counter  astm_model XP-300

device sysmex.xn-550
  class    lab-analyser
  vendor   "Sysmex"
  model    "XN-550"
  match    astm_model is XN-550 strong
  match    astm_sender is XN-550 strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/sysmex_xn550.txt: header sender XN-550"
  example  astm_model XN-550
  example  astm_sender XN-550
  counter  astm_model XN-450

device sysmex.xn-20
  class    lab-analyser
  vendor   "Sysmex"
  model    "XN-20"
  match    astm_model is XN-20 strong
  source   "CharlieStras/laboman_tester, src/instruments/XN/index.js: the analyser calls itself XN-20^AE797961"
  example  astm_model XN-20
  counter  astm_model XN-30

device sysmex.cs-2500
  class    lab-analyser
  vendor   "Sysmex"
  model    "CS-2500"
  match    astm_model is CS-2500 strong
  match    astm_sender is CS-2500 strong
  source   "project reference protocols.md 3.1: header CS-2500^01-70^21768^^^^BV981798"
  example  astm_model CS-2500
  example  astm_sender CS-2500
  counter  astm_model CS-5100

device sysmex.poch-100i
  class    lab-analyser
  model    "pocH-100i"
  match    astm_sender like "pocH-100i*" strong
  source   "DIGI-UW/openelisglobal-plugins, README.md: ASTM header contains pocH-100i"
  example  astm_sender pocH-100i
  counter  astm_sender poch

device horiba.yumizen-h500
  class    lab-analyser
  vendor   "Horiba"
  model    "H500"
  match    astm_sender is H500 strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/yumizen_h500.txt: header sender H500^910YOXH02826^2.2.2.2b"
  example  astm_sender H500
  counter  astm_sender H360

device horiba.yumizen-h550
  class    lab-analyser
  vendor   "Horiba"
  model    "H550"
  match    astm_sender is H550 strong
  source   "blutspende/go-astm, e2etest/identify_test.go: H550^909YAXH02732^1.2.1.4"
  example  astm_sender H550
  counter  astm_sender H560

device horiba.abx
  class    lab-analyser
  vendor   "Horiba"
  match    astm_sender is ABX strong
  source   "senaite/senaite.astm, src/senaite/astm/instruments/horiba_pentra_xlr.py: sender ABX; DIGI-UW/openelisglobal-plugins, README.md: ABX^PENTRA60"
  example  astm_sender ABX
  counter  astm_sender ABC

device hitachi.7600
  class    lab-analyser
  model    "H7600"
  match    astm_sender is H7600 strong
  source   "senaite/senaite.astm, src/senaite/astm/instruments/hitachi_7600.py: sender H7600"
  example  astm_sender H7600
  counter  astm_sender H760

device pixcell.hemoscreen
  class    poc-analyser
  vendor   "PixCell"
  model    "HemoScreen"
  match    hl7_application is HemoScreen strong
  source   "senaite/senaite.astm, src/senaite/astm/tests/data/hl7/hemoscreen_proficiency.hl7: MSH-3 HemoScreen, MSH-4 PixCell"
  example  hl7_application HemoScreen
  counter  hl7_application HemoCue

device diasorin.liaison-xl
  class    lab-analyser
  vendor   "DiaSorin"
  model    "LIAISON XL"
  match    astm_sender is LIAISONXL strong
  source   "blutspende/go-bloodlab-net, protocol/lis1a1_test.go: sender LIAISONXL"
  example  astm_sender LIAISONXL
  counter  astm_sender LIAISON

device hologic.panther
  class    lab-analyser
  vendor   "Hologic"
  model    "Panther"
  match    astm_sender is Panther strong
  source   "aurthurm/felicity-lablink, flablink/gateway/adapters/astm/panther.py: sender Panther"
  example  astm_sender Panther
  counter  astm_sender Panda

device ortho.vision
  class    blood-bank
  vendor   "Ortho Clinical Diagnostics"
  model    "VISION"
  match    astm_model is VISION strong
  source   "twgenaux/twgenaux.github.io, MessageFormats/MessageFormats.md: OCD^VISION^5.13.1.46935"
  example  astm_model VISION
  counter  astm_model VITROS

device ortho.sender
  vendor   "Ortho Clinical Diagnostics"
  match    astm_sender is OCD fair
  source   "twgenaux/twgenaux.github.io, MessageFormats/MessageFormats.md: OCD^VISION^5.13.1.46935"
  example  astm_sender OCD
  counter  astm_sender OCX

device biorad.ih
  class    blood-bank
  vendor   "Bio-Rad"
  match    astm_model like "IH v*" strong
  match    astm_model in IH-500 IH-1000 strong
  source   "blutspende/go-astm, e2etest/identify_test.go: sender Bio-Rad, IH v5.1"
  example  astm_model "IH v5.1"
  example  astm_model IH-500
  counter  astm_model "VARIANT II TURBO"

device thermo.immunocap
  class    lab-middleware
  match    astm_sender is "ImmunoCAP Data Manager" strong
  source   "project reference protocols.md 3.1: header ImmunoCAP Data Manager^1.00^1.00"
  example  astm_sender "ImmunoCAP Data Manager"
  counter  astm_sender ImmunoCAP

device erba.h360
  class    lab-analyser
  vendor   "Erba"
  model    "H360"
  match    hl7_application is H360 fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/ErbaHematology/ORU_R01.md: MSH-3 H360, MSH-4 Erba"
  example  hl7_application H360
  counter  hl7_application H380

device erba.h560
  class    lab-analyser
  vendor   "Erba"
  model    "H560"
  match    hl7_application is H560 fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/ErbaHematology/ORU_R01.md: MSH-3 H560, MSH-4 Erba"
  example  hl7_application H560
  counter  hl7_application H580

device erba.elite-580
  class    lab-analyser
  vendor   "Erba"
  model    "ELite 580"
  match    hl7_application is "ELite 580" fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/ErbaHematology/ORU_R01.md: MSH-3 ELite 580"
  example  hl7_application "ELite 580"
  counter  hl7_application "ELite 3"

device mindray.bc-5380
  class    lab-analyser
  vendor   "Mindray"
  model    "BC-5380"
  match    hl7_facility is BC-5380 fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/GenericHL7/src/test/resources/testdata/hl7/mindray/bc5380-cbc-result.hl7: MSH-3 MINDRAY, MSH-4 BC-5380"
  example  hl7_facility BC-5380
  counter  hl7_facility BC-9999

device mindray.bc-5480
  class    lab-analyser
  vendor   "Mindray"
  model    "BC-5480"
  match    hl7_application is BC-5480 fair
  source   "inovalab-dev/mindray-bc-5480-lis-tester, src/lib/mindrayParser.ts: MSH-3 BC-5480, MSH-4 MINDRAY"
  example  hl7_application BC-5480
  counter  hl7_application BC-9999

# Its analysers name their maker in one of the two fields, their model in the other.
device mindray.sender
  vendor   "Mindray"
  match    hl7_application is MINDRAY fair
  match    hl7_facility is MINDRAY fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/GenericHL7/src/test/resources/testdata/hl7/mindray/bc5380-cbc-result.hl7: MSH-3 MINDRAY; inovalab-dev/mindray-bc-5480-lis-tester, src/lib/mindrayParser.ts: MSH-4 MINDRAY"
  example  hl7_application MINDRAY
  example  hl7_facility Mindray
  counter  hl7_application MINDRAY_CENTRAL
  counter  hl7_facility MIND

device mindray.bs-360e
  class    lab-analyser
  vendor   "Mindray"
  model    "BS-360E"
  match    hl7_facility is BS-360E fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/GenericHL7/src/test/resources/testdata/hl7/mindray/bs360e-chemistry-result.hl7: MSH-3 MINDRAY, MSH-4 BS-360E"
  example  hl7_facility BS-360E
  counter  hl7_facility BS-9999

device mindray.bs-200
  class    lab-analyser
  vendor   "Mindray"
  model    "BS-200"
  match    hl7_facility is BS-200 fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/GenericHL7/src/test/resources/testdata/hl7/mindray/bs200-chemistry-result.hl7: MSH-3 MINDRAY, MSH-4 BS-200"
  example  hl7_facility BS-200
  counter  hl7_facility BS-9999

device mindray.bs-300
  class    lab-analyser
  vendor   "Mindray"
  model    "BS-300"
  match    hl7_facility is BS-300 fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/GenericHL7/src/test/resources/testdata/hl7/mindray/bs300-chemistry-result.hl7: MSH-3 MINDRAY, MSH-4 BS-300"
  example  hl7_facility BS-300
  counter  hl7_facility BS-9999

device mindray.bc-2000
  class    lab-analyser
  vendor   "Mindray"
  model    "BC-2000"
  match    hl7_facility is BC-2000 fair
  source   "DIGI-UW/openelisglobal-plugins, analyzers/GenericHL7/src/test/resources/testdata/hl7/mindray/bc2000-cbc-result.hl7: MSH-3 MINDRAY, MSH-4 BC-2000"
  example  hl7_facility BC-2000
  counter  hl7_facility BC-9999

device radiometer.abl735
  class    blood-gas
  vendor   "Radiometer"
  model    "ABL735"
  match    hl7_application is ABL735 fair
  source   "gildata0/hhpms, MEDIRO/HL7/uHLClass.pas: MSH-3 ABL735, of one site"
  example  hl7_application ABL735
  counter  hl7_application ABL700
