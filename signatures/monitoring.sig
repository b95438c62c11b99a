# Monitors, defibrillators and the gateways that speak for them.

device philips.intellivue
  class    patient-monitor
  vendor   "Philips"
  match    dhcp_vendor_class like "PHILIPS-IntelliVue-*" strong
  match    system_description like "Philips IntelliVue *" strong
  match    hl7_application is PHILIPS_INTELLIVUE fair
  source   "observed: DHCP option 60 and LLDP, lab captures 01 and 12"
  example  dhcp_vendor_class PHILIPS-IntelliVue-MX800
  example  system_description "Philips IntelliVue MX800 M.04.01"
  example  hl7_application PHILIPS_INTELLIVUE
  counter  dhcp_vendor_class PHILIPS-Hue

device philips.intellivue.mx800
  class    patient-monitor
  vendor   "Philips"
  model    "IntelliVue MX800"
  match    dhcp_vendor_class is PHILIPS-IntelliVue-MX800 strong
  match    system_description like "Philips IntelliVue MX800 {version}" strong
  source   "observed: DHCP option 60 and LLDP, lab captures 01 and 12"
  example  dhcp_vendor_class PHILIPS-IntelliVue-MX800
  example  system_description "Philips IntelliVue MX800 M.04.01" gives version "M.04.01"
  counter  system_description "Philips IntelliVue MX400 M.04.01"

device mindray.egateway
  class    medical-gateway
  vendor   "Mindray"
  software "eGateway"
  match    hl7_application is MINDRAY_EGATEWAY strong
  source   "project reference protocols.md 2.4: MSH-3 MINDRAY_EGATEWAY"
  example  hl7_application MINDRAY_EGATEWAY
  counter  hl7_application MINDRAY

device mindray.vs900
  class    patient-monitor
  vendor   "Mindray"
  model    "VS-900"
  match    hl7_application is MINDRAY_VS900 strong
  source   "project reference protocols.md 2.4: MSH-3 MINDRAY_VS900"
  example  hl7_application MINDRAY_VS900
  counter  hl7_application MINDRAY_EGATEWAY

device mindray.vs-series
  class    patient-monitor
  vendor   "Mindray"
  match    hl7_application is MINDRAY_VS_SERIES strong
  source   "project reference protocols.md 2.4: MSH-3 MINDRAY_VS_SERIES"
  example  hl7_application MINDRAY_VS_SERIES
  counter  hl7_application MINDRAY_EGATEWAY

device mindray.d-series
  class    defibrillator
  vendor   "Mindray"
  match    hl7_application is MINDRAY_D-SERIES strong
  source   "project reference protocols.md 2.4: MSH-3 MINDRAY_D-SERIES"
  example  hl7_application MINDRAY_D-SERIES
  counter  hl7_application MINDRAY_VS_SERIES

device philips.intellivue.mx500
  class    patient-monitor
  vendor   "Philips"
  model    "IntelliVue MX500"
  match    hl7_model is "IntelliVue MX500" strong
  source   "project reference protocols.md 2.4: hl7_model IntelliVue MX500"
  example  hl7_model "IntelliVue MX500"
  counter  hl7_model "IntelliVue MX550"
