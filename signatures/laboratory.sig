# What the protocols of the laboratory prove by themselves, whoever made the
# device. Roles come from the messages that were sent, never from a port.

device family.poct-device
  class    lab-analyser
  match    poct1_role is device fair
  source   "CLSI POCT1-A2, device messaging layer: the device says hello and sends observations"
  example  poct1_role device
  counter  poct1_role manager

device family.poct-manager
  class    hl7-system
  match    poct1_role is manager fair
  source   "CLSI POCT1-A2, device messaging layer: the data manager requests observations and sends lists"
  example  poct1_role manager
  counter  poct1_role device
