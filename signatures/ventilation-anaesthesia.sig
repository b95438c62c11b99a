# Ventilators and anaesthesia machines.

device draeger.evita-v800
  class    ventilator
  vendor   "Draeger"
  model    "Evita V800"
  match    hl7_application is EVITA_V800 fair
  source   "observed: HL7 MSH-3, lab capture 05-hl7"
  example  hl7_application EVITA_V800
  counter  hl7_application EVITA_XL
