# What an operation proves, whoever made the device. Roles: DICOM PS3.4 and
# PS3.7; a presentation context that was merely proposed proves nothing.

device family.ct
  class    imaging-ct
  match    dicom_modality is CT strong
  match    dicom_sent_modality is CT fair
  match    dicom_asked_modality is CT strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality CT; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality CT
  example  dicom_sent_modality CT
  example  dicom_asked_modality CT
  counter  dicom_modality MR

device family.mr
  class    imaging-mr
  match    dicom_modality is MR strong
  match    dicom_sent_modality is MR fair
  match    dicom_asked_modality is MR strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality MR; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality MR
  example  dicom_sent_modality MR
  example  dicom_asked_modality MR
  counter  dicom_modality CT

device family.us
  class    imaging-us
  match    dicom_modality is US strong
  match    dicom_sent_modality is US fair
  match    dicom_asked_modality is US strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality US; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality US
  example  dicom_sent_modality US
  example  dicom_asked_modality US
  counter  dicom_modality CT

device family.mg
  class    imaging-mg
  match    dicom_modality is MG strong
  match    dicom_sent_modality is MG fair
  match    dicom_asked_modality is MG strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality MG; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality MG
  example  dicom_sent_modality MG
  example  dicom_asked_modality MG
  counter  dicom_modality CR

device family.xray
  class    imaging-xray
  match    dicom_modality in CR DX RG strong
  match    dicom_sent_modality is DX fair
  match    dicom_asked_modality in CR DX RG strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities CR, DX, RG; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality CR
  example  dicom_sent_modality DX
  example  dicom_asked_modality CR
  counter  dicom_modality MG

device family.xa
  class    imaging-xa
  match    dicom_modality in XA RF strong
  match    dicom_sent_modality is XA fair
  match    dicom_asked_modality in XA RF strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities XA, RF; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality XA
  example  dicom_sent_modality XA
  example  dicom_asked_modality XA
  counter  dicom_modality CT

device family.nm
  class    imaging-nm
  match    dicom_modality in NM PT strong
  match    dicom_sent_modality in NM PT fair
  match    dicom_asked_modality in NM PT strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities NM, PT; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality PT
  example  dicom_sent_modality PT
  example  dicom_asked_modality NM
  counter  dicom_modality CT

device family.ecg
  class    ecg
  match    dicom_modality is ECG strong
  match    dicom_sent_modality is ECG fair
  match    dicom_asked_modality is ECG strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality ECG; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality ECG
  example  dicom_sent_modality ECG
  example  dicom_asked_modality ECG
  counter  dicom_modality US

device family.electrophysiology
  class    electrophysiology
  match    dicom_modality in HD EPS strong
  match    dicom_sent_modality is EPS fair
  match    dicom_asked_modality in HD EPS strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities HD (hemodynamic waveform) and EPS (cardiac electrophysiology); PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality HD
  example  dicom_sent_modality EPS
  example  dicom_asked_modality HD
  counter  dicom_modality ECG

device family.neurophysiology
  class    neurophysiology
  match    dicom_modality in EEG EMG EOG strong
  match    dicom_sent_modality is EEG fair
  match    dicom_asked_modality in EEG EMG EOG strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities EEG, EMG (electromyography), EOG (electrooculography); PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality EMG
  example  dicom_sent_modality EEG
  example  dicom_asked_modality EEG
  counter  dicom_modality ECG

# Who plans reckons images, too, that the machine would make.
device family.radiotherapy
  class    radiotherapy
  match    dicom_modality is RTRECORD strong
  match    dicom_modality is RTIMAGE fair
  match    dicom_sent_modality is RT fair
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities of radiotherapy; A.17, A.29: images and records of what was delivered"
  example  dicom_modality RTRECORD
  example  dicom_modality RTIMAGE
  example  dicom_sent_modality RT
  counter  dicom_modality RTPLAN

device family.radiotherapy-planning
  class    radiotherapy-planning
  match    dicom_modality in RTPLAN RTDOSE RTSTRUCT strong
  match    dicom_sent_modality is RTPLAN fair
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities of radiotherapy; A.18 to A.20: doses, structures and plans"
  example  dicom_modality RTSTRUCT
  example  dicom_sent_modality RTPLAN
  counter  dicom_modality RTRECORD

device family.dental
  class    imaging-dental
  match    dicom_modality in IO PX strong
  match    dicom_sent_modality is IO fair
  match    dicom_asked_modality in IO PX strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities IO (intra-oral), PX (panoramic); PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality PX
  example  dicom_sent_modality IO
  example  dicom_asked_modality IO
  counter  dicom_modality DX

device family.ophthalmic
  class    ophthalmic
  match    dicom_modality in OP OPT OPM OPV OPTENF OPTBSV OAM AR KER LEN SRF VA IOL strong
  match    dicom_sent_modality is OP fair
  match    dicom_asked_modality in OP OPT OPM OPV OPTENF OPTBSV OAM AR KER LEN SRF VA IOL strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities of ophthalmology; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality OPT
  example  dicom_sent_modality OP
  example  dicom_asked_modality OP
  counter  dicom_modality OCT

device family.endoscopy
  class    endoscopy
  match    dicom_modality is ES strong
  match    dicom_sent_modality is ES fair
  match    dicom_asked_modality is ES strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality ES; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality ES
  example  dicom_sent_modality ES
  example  dicom_asked_modality ES
  counter  dicom_modality XC

device family.pathology
  class    pathology
  match    dicom_modality is SM strong
  match    dicom_sent_modality is SM fair
  match    dicom_asked_modality is SM strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modality SM (slide microscopy); PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality SM
  example  dicom_sent_modality SM
  example  dicom_asked_modality SM
  counter  dicom_modality GM

device family.bone-density
  class    imaging-bone
  match    dicom_modality in BMD BDUS strong
  match    dicom_asked_modality in BMD BDUS strong
  source   "DICOM PS3.3 C.7.3.1.1.1, modalities BMD (bone densitometry, X-ray), BDUS (ultrasound); PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality BMD
  example  dicom_modality BDUS
  example  dicom_asked_modality BMD
  counter  dicom_modality DX

# Who asks what to acquire, or says that it did, acquires; what it is, the
# images say better.
device family.other-imaging
  class    imaging-other
  match    dicom_modality in XC GM DMS IVUS OCT IVOCT BI CFM DG LS OSS PA TG strong
  match    dicom_sent_modality is XC fair
  match    dicom_role in worklist-scu mpps-scu commit-scu fair
  match    dicom_asked_modality in XC GM DMS IVUS OCT IVOCT BI CFM DG LS OSS PA TG strong
  source   "DICOM PS3.3 C.7.3.1.1.1; PS3.4 annexes F, J, K: who asks for a worklist; PS3.4 K.6.1.2.2: a key of worklists"
  example  dicom_modality XC
  example  dicom_modality IVOCT
  example  dicom_sent_modality XC
  example  dicom_role worklist-scu
  example  dicom_asked_modality XC
  counter  dicom_modality CT
  counter  dicom_role worklist-scp

# Reports of dose are written by who gave it; others pass them on.
device family.dose-report
  class    imaging-other
  match    dicom_stored in 1.2.840.10008.5.1.4.1.1.88.67 1.2.840.10008.5.1.4.1.1.88.76 weak
  source   "DICOM PS3.4 table B.5-1: X-Ray and Enhanced X-Ray Radiation Dose SR Storage; PS3.16 TID 10001, 10011: the device that irradiates"
  example  dicom_stored 1.2.840.10008.5.1.4.1.1.88.67
  counter  dicom_stored 1.2.840.10008.5.1.4.1.1.88.33

device family.archive
  class    pacs-archive
  match    dicom_role in move-scp get-scp commit-scp certain
  source   "DICOM PS3.4 annexes C, J: who answers retrieval is an archive"
  example  dicom_role move-scp
  counter  dicom_role store-scp

# Archives do, and so do workstations, routers and gateways.
device family.dicom-server
  class    dicom-node
  match    dicom_role in store-scp find-scp fair
  source   "DICOM PS3.4 annexes B, C: who stores or answers queries"
  example  dicom_role store-scp
  example  dicom_role find-scp
  counter  dicom_role store-scu

device family.worklist
  class    ris-worklist
  match    dicom_role in worklist-scp mpps-scp strong
  source   "DICOM PS3.4 annexes F and K: who answers worklist queries"
  example  dicom_role worklist-scp
  counter  dicom_role worklist-scu

device family.film-printer
  class    printer
  match    dicom_role is print-scp fair
  source   "DICOM PS3.4 annex H: who prints films"
  example  dicom_role print-scp
  counter  dicom_role print-scu

device family.workstation
  class    imaging-workstation
  match    dicom_role in move-scu get-scu strong
  source   "DICOM PS3.4 annex C: who retrieves is a workstation or a router"
  example  dicom_role move-scu
  counter  dicom_role move-scp

device family.hl7-receiver
  class    hl7-node
  match    hl7_role is receiver fair
  source   "HL7 v2.5.1 chapter 2.9: who acknowledges receives"
  example  hl7_role receiver
  counter  hl7_role source

# Patients, appointments and orders come from the systems of the hospital.
device family.hl7-system
  class    hl7-system
  match    hl7_message like "ADT *" fair
  match    hl7_message like "ORM *" fair
  match    hl7_message like "OM* *" fair
  match    hl7_message like "SIU *" fair
  match    hl7_message like "RDE *" fair
  match    hl7_message like "DFT *" fair
  match    hl7_message like "MFN *" fair
  source   "HL7 v2.5.1 chapters 3, 4, 6, 8, 10: who sends these messages"
  example  hl7_message "ADT A01"
  example  hl7_message "ORM O01"
  example  hl7_message "OMI O23"
  example  hl7_message "SIU S12"
  example  hl7_message "RDE O11"
  example  hl7_message "DFT P03"
  example  hl7_message "MFN M02"
  counter  hl7_message "ORU R01"
  counter  hl7_message "ACK A01"

device family.monitor
  class    patient-monitor
  match    hl7_kind like "MDC_DEV_MON_*_MDS" strong
  source   "IEEE 11073-10101, device types; IHE PCD-01 OBX-3"
  example  hl7_kind MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS
  counter  hl7_kind MDC_DEV_PUMP_INFUS_MDS

device family.pump
  class    infusion-pump
  match    hl7_kind like "MDC_DEV_PUMP_INFUS_*" strong
  source   "IEEE 11073-10101, device types; IHE PCD-01 OBX-3"
  example  hl7_kind MDC_DEV_PUMP_INFUS_SYRINGE_MDS
  counter  hl7_kind MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS

device family.ventilator
  class    ventilator
  match    hl7_kind like "MDC_DEV_*VENT*_MDS" strong
  source   "IEEE 11073-10101, device types; IHE PCD-01 OBX-3"
  example  hl7_kind MDC_DEV_SYS_PT_VENT_MDS
  counter  hl7_kind MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS

device family.analyser
  class    lab-analyser
  match    astm_role is instrument fair
  source   "CLSI LIS02: results and queries come from the instrument"
  example  astm_role instrument
  counter  astm_role host

device family.laboratory-host
  class    hl7-system
  match    astm_role is host fair
  source   "CLSI LIS02: orders come from the computer of the laboratory"
  example  astm_role host
  counter  astm_role instrument
