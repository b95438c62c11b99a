# Infusion pumps and the servers behind them.

device icumedical.plum-360
  class    infusion-pump
  vendor   "ICU Medical"
  model    "Plum 360"
  match    dhcp_vendor_class like "ICUMED-PLUM360-{version}" strong
  match    hl7_application is PLUM360 fair
  source   "observed: DHCP option 60 and HL7 MSH-3, lab captures 01 and 05"
  example  dhcp_vendor_class ICUMED-PLUM360-15.10 gives version "15.10"
  example  hl7_application PLUM360
  counter  dhcp_vendor_class ICUMED-LIFECARE-1

device icumedical.mednet
  vendor   "ICU Medical"
  software "MedNet"
  match    cert_unit like "MedNet *" fair
  source   "observed: certificate subject, lab capture 11-web-tls"
  example  cert_unit "MedNet 6.2"
  counter  cert_unit "Networks"

device icumedical.certificate
  vendor   "ICU Medical"
  match    cert_organisation is "ICU Medical" fair
  source   "observed: certificate subject, lab capture 11-web-tls"
  example  cert_organisation "ICU Medical"
  counter  cert_organisation "ICU Ltd"

device baxter.spectrum
  class    infusion-pump
  vendor   "Baxter"
  model    "Sigma Spectrum"
  match    mqtt_client like "SPECTRUM-{serial}" strong
  source   "observed: MQTT client identifier, lab capture 14-infrastructure"
  example  mqtt_client SPECTRUM-45077 gives serial "45077"
  counter  mqtt_client "mosquitto-sub"

device bbraun.spaceplus-perfusor
  class    infusion-pump
  vendor   "B. Braun"
  model    "B Braun SpacePlus Perfusor"
  match    hl7_model like "*SpacePlus Perfusor" strong
  source   "project reference protocols.md 2.4: hl7_model B Braun SpacePlus Perfusor"
  example  hl7_model "B Braun SpacePlus Perfusor"
  counter  hl7_model "SpacePlus Station"

device bbraun.sender
  vendor   "B. Braun"
  match    hl7_application is PAT_DEVICE_BBRAUN strong
  source   "project reference protocols.md 2.4: MSH-3 PAT_DEVICE_BBRAUN"
  example  hl7_application PAT_DEVICE_BBRAUN
  counter  hl7_application PAT_DEVICE_OTHER
