# Bedside devices that tell in a protocol of theirs what they are: IEEE 11073
# SDC, 11073-20601, Philips IntelliVue. Names of kinds: IEEE 11073-10101.

device family.bedside
  class    medical-device
  match    bedside_role is device weak
  source   "IEEE 11073-20701, 11073-20601: providers and agents are medical devices"
  example  bedside_role device
  counter  bedside_role collector

device family.bedside-monitor
  class    patient-monitor
  match    bedside_kind like "MDC_DEV_MON_*_MDS" strong
  match    bedside_kind is MDC_DEV_ANALY_CONC_GAS_MULTI_PARAM_MDS strong
  match    bedside_kind is MDC_DEV_METER_CONC_SKIN_GAS_MDS strong
  source   "IEEE 11073-10101, device types"
  example  bedside_kind MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS
  example  bedside_kind MDC_DEV_ANALY_CONC_GAS_MULTI_PARAM_MDS
  example  bedside_kind MDC_DEV_METER_CONC_SKIN_GAS_MDS
  counter  bedside_kind MDC_DEV_PUMP_INFUS_MDS

device family.bedside-pump
  class    infusion-pump
  match    bedside_kind like "MDC_DEV_PUMP_INFUS_*" strong
  match    bedside_kind is MDC_DEV_SPEC_PROFILE_INSULIN_PUMP strong
  source   "IEEE 11073-10101, device types; IEEE 11073-10419"
  example  bedside_kind MDC_DEV_PUMP_INFUS_SYRINGE_MDS
  example  bedside_kind MDC_DEV_SPEC_PROFILE_INSULIN_PUMP
  counter  bedside_kind MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS

device family.bedside-ventilator
  class    ventilator
  match    bedside_kind is MDC_DEV_SYS_PT_VENT_MDS strong
  match    bedside_kind is MDC_DEV_SPEC_PROFILE_SABTE strong
  source   "IEEE 11073-10101, device types; IEEE 11073-10424"
  example  bedside_kind MDC_DEV_SYS_PT_VENT_MDS
  example  bedside_kind MDC_DEV_SPEC_PROFILE_SABTE
  counter  bedside_kind MDC_DEV_SYS_ANESTH_MDS

device family.bedside-anaesthesia
  class    anaesthesia
  match    bedside_kind is MDC_DEV_SYS_ANESTH_MDS strong
  source   "IEEE 11073-10101, device types"
  example  bedside_kind MDC_DEV_SYS_ANESTH_MDS
  counter  bedside_kind MDC_DEV_SYS_PT_VENT_MDS

device family.bedside-ecg
  class    ecg
  match    bedside_kind is MDC_DEV_SPEC_PROFILE_MIN_ECG strong
  source   "IEEE 11073-10406"
  example  bedside_kind MDC_DEV_SPEC_PROFILE_MIN_ECG
  counter  bedside_kind MDC_DEV_SPEC_PROFILE_BP

device family.bedside-vital-signs
  class    vital-signs
  match    bedside_kind in MDC_DEV_SPEC_PROFILE_PULS_OXIM MDC_DEV_SPEC_PROFILE_BP MDC_DEV_SPEC_PROFILE_TEMP MDC_DEV_SPEC_PROFILE_RESP_RATE MDC_DEV_SPEC_PROFILE_SCALE MDC_DEV_SPEC_PROFILE_BCA MDC_DEV_SPEC_PROFILE_PEAK_FLOW strong
  match    bedside_kind in MDC_DEV_SPEC_PROFILE_PSM MDC_DEV_SPEC_PROFILE_HF_CARDIO MDC_DEV_SPEC_PROFILE_HF_STRENGTH MDC_DEV_SPEC_PROFILE_AI_ACTIVITY_HUB MDC_DEV_SPEC_PROFILE_AI_MED_MINDER strong
  source   "IEEE 11073-10404, -10407, -10408, -10415, -10420, -10421, -10441, -10442, -10471, -10472"
  example  bedside_kind MDC_DEV_SPEC_PROFILE_PULS_OXIM
  example  bedside_kind MDC_DEV_SPEC_PROFILE_AI_MED_MINDER
  counter  bedside_kind MDC_DEV_SPEC_PROFILE_GLUCOSE

device family.bedside-analyser
  class    lab-analyser
  match    bedside_kind in MDC_DEV_SPEC_PROFILE_GLUCOSE MDC_DEV_SPEC_PROFILE_COAG MDC_DEV_SPEC_PROFILE_URINE strong
  source   "IEEE 11073-10417, -10418, -10422"
  example  bedside_kind MDC_DEV_SPEC_PROFILE_GLUCOSE
  counter  bedside_kind MDC_DEV_SPEC_PROFILE_BP

# The protocol is this maker's own. Fetal monitors of the family speak it, too:
# the class is fair only until the type says more.
device philips.data-export
  class    patient-monitor
  vendor   "Philips"
  match    bedside_kind is intellivue fair
  source   "Philips, IntelliVue Patient Monitor Data Export Interface Programming Guide"
  example  bedside_kind intellivue
  counter  bedside_kind MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS

# What is no medical device on the same port.
device family.wsd-printer
  class    printer
  match    wsd_type is "wprt:PrintDeviceType" strong
  source   "Microsoft, Print Device Definition V1.0 for Web Services on Devices"
  example  wsd_type "wprt:PrintDeviceType"
  counter  wsd_type "mdpws:MedicalDevice"

device family.wsd-camera
  class    camera
  match    wsd_type is "dn:NetworkVideoTransmitter" strong
  source   "ONVIF Core Specification, section 7.3.3.1"
  example  wsd_type "dn:NetworkVideoTransmitter"
  counter  wsd_type "pub:Computer"
