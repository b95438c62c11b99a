# Makers of what hospitals have, by the private enterprise number (IANA) that a
# device gives in SNMP or DHCP. Numbers and names as Debian's wireshark-common 4.0
# lists them (enterprises.tsv); those of conglomerates whose controllers and
# telephones bear them, too, are left out.

device enterprise.abbott
  vendor   "Abbott"
  match    snmp_object_id under 1.3.6.1.4.1.12514 strong
  match    snmp_engine_enterprise is 12514 fair
  match    dhcp_enterprise is 12514 fair
  source   "IANA private enterprise numbers: 12514 Abbott Laboratories"
  example  snmp_object_id 1.3.6.1.4.1.12514.1.1
  example  snmp_engine_enterprise 12514
  example  dhcp_enterprise 12514
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.agfa-healthcare
  vendor   "Agfa HealthCare"
  match    snmp_object_id under 1.3.6.1.4.1.3775 strong
  match    snmp_engine_enterprise is 3775 fair
  match    dhcp_enterprise is 3775 fair
  source   "IANA private enterprise numbers: 3775 AGFA Corporation"
  example  snmp_object_id 1.3.6.1.4.1.3775.1.1
  example  snmp_engine_enterprise 3775
  example  dhcp_enterprise 3775
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.arkray
  vendor   "Arkray"
  match    snmp_object_id under 1.3.6.1.4.1.55897 strong
  match    snmp_engine_enterprise is 55897 fair
  match    dhcp_enterprise is 55897 fair
  source   "IANA private enterprise numbers: 55897 ARKRAY USA, Inc."
  example  snmp_object_id 1.3.6.1.4.1.55897.1.1
  example  snmp_engine_enterprise 55897
  example  dhcp_enterprise 55897
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.ascom
  vendor   "Ascom"
  match    snmp_object_id under 1.3.6.1.4.1.188 strong
  match    snmp_object_id under 1.3.6.1.4.1.13062 strong
  match    snmp_object_id under 1.3.6.1.4.1.27614 strong
  match    snmp_engine_enterprise is 188 fair
  match    snmp_engine_enterprise is 13062 fair
  match    snmp_engine_enterprise is 27614 fair
  match    dhcp_enterprise is 188 fair
  match    dhcp_enterprise is 13062 fair
  match    dhcp_enterprise is 27614 fair
  source   "IANA private enterprise numbers: 188 Ascom; 13062 Ascom; 27614 Ascom Sweden AB"
  example  snmp_object_id 1.3.6.1.4.1.188.1.1
  example  snmp_object_id 1.3.6.1.4.1.13062.1.1
  example  snmp_object_id 1.3.6.1.4.1.27614.1.1
  example  snmp_engine_enterprise 188
  example  snmp_engine_enterprise 13062
  example  snmp_engine_enterprise 27614
  example  dhcp_enterprise 188
  example  dhcp_enterprise 13062
  example  dhcp_enterprise 27614
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.austco
  vendor   "Austco"
  match    snmp_object_id under 1.3.6.1.4.1.37861 strong
  match    snmp_engine_enterprise is 37861 fair
  match    dhcp_enterprise is 37861 fair
  source   "IANA private enterprise numbers: 37861 Austco Communication Systems"
  example  snmp_object_id 1.3.6.1.4.1.37861.1.1
  example  snmp_engine_enterprise 37861
  example  dhcp_enterprise 37861
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.b-braun
  vendor   "B. Braun"
  match    snmp_object_id under 1.3.6.1.4.1.22447 strong
  match    snmp_engine_enterprise is 22447 fair
  match    dhcp_enterprise is 22447 fair
  source   "IANA private enterprise numbers: 22447 B.Braun Melsungen AG"
  example  snmp_object_id 1.3.6.1.4.1.22447.1.1
  example  snmp_engine_enterprise 22447
  example  dhcp_enterprise 22447
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.baxter
  vendor   "Baxter"
  match    snmp_object_id under 1.3.6.1.4.1.10096 strong
  match    snmp_object_id under 1.3.6.1.4.1.50624 strong
  match    snmp_engine_enterprise is 10096 fair
  match    snmp_engine_enterprise is 50624 fair
  match    dhcp_enterprise is 10096 fair
  match    dhcp_enterprise is 50624 fair
  source   "IANA private enterprise numbers: 10096 Baxter Healthcare Corporation; 50624 Baxter Healthcare Products"
  example  snmp_object_id 1.3.6.1.4.1.10096.1.1
  example  snmp_object_id 1.3.6.1.4.1.50624.1.1
  example  snmp_engine_enterprise 10096
  example  snmp_engine_enterprise 50624
  example  dhcp_enterprise 10096
  example  dhcp_enterprise 50624
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.capsule
  vendor   "Capsule"
  match    snmp_object_id under 1.3.6.1.4.1.55027 strong
  match    snmp_engine_enterprise is 55027 fair
  match    dhcp_enterprise is 55027 fair
  source   "IANA private enterprise numbers: 55027 Capsule Technologie SAS"
  example  snmp_object_id 1.3.6.1.4.1.55027.1.1
  example  snmp_engine_enterprise 55027
  example  dhcp_enterprise 55027
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.carestream
  vendor   "Carestream"
  match    snmp_object_id under 1.3.6.1.4.1.29659 strong
  match    snmp_engine_enterprise is 29659 fair
  match    dhcp_enterprise is 29659 fair
  source   "IANA private enterprise numbers: 29659 Carestream Health"
  example  snmp_object_id 1.3.6.1.4.1.29659.1.1
  example  snmp_engine_enterprise 29659
  example  dhcp_enterprise 29659
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.cepheid
  vendor   "Cepheid"
  match    snmp_object_id under 1.3.6.1.4.1.48743 strong
  match    snmp_engine_enterprise is 48743 fair
  match    dhcp_enterprise is 48743 fair
  source   "IANA private enterprise numbers: 48743 Cepheid"
  example  snmp_object_id 1.3.6.1.4.1.48743.1.1
  example  snmp_engine_enterprise 48743
  example  dhcp_enterprise 48743
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.draeger
  vendor   "Draeger"
  match    snmp_object_id under 1.3.6.1.4.1.3592 strong
  match    snmp_engine_enterprise is 3592 fair
  match    dhcp_enterprise is 3592 fair
  source   "IANA private enterprise numbers: 3592 Drägerwerk AG & Co. KGaA"
  example  snmp_object_id 1.3.6.1.4.1.3592.1.1
  example  snmp_engine_enterprise 3592
  example  dhcp_enterprise 3592
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.edan
  vendor   "Edan"
  match    snmp_object_id under 1.3.6.1.4.1.34556 strong
  match    snmp_engine_enterprise is 34556 fair
  match    dhcp_enterprise is 34556 fair
  source   "IANA private enterprise numbers: 34556 EDAN INSTRUMENTS CO., LTD."
  example  snmp_object_id 1.3.6.1.4.1.34556.1.1
  example  snmp_engine_enterprise 34556
  example  dhcp_enterprise 34556
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.ekahau
  vendor   "Ekahau"
  match    snmp_object_id under 1.3.6.1.4.1.31605 strong
  match    snmp_engine_enterprise is 31605 fair
  match    dhcp_enterprise is 31605 fair
  source   "IANA private enterprise numbers: 31605 Ekahau Oy"
  example  snmp_object_id 1.3.6.1.4.1.31605.1.1
  example  snmp_engine_enterprise 31605
  example  dhcp_enterprise 31605
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.elekta
  vendor   "Elekta"
  match    snmp_object_id under 1.3.6.1.4.1.17694 strong
  match    snmp_engine_enterprise is 17694 fair
  match    dhcp_enterprise is 17694 fair
  source   "IANA private enterprise numbers: 17694 Elekta"
  example  snmp_object_id 1.3.6.1.4.1.17694.1.1
  example  snmp_engine_enterprise 17694
  example  dhcp_enterprise 17694
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.fresenius
  vendor   "Fresenius"
  match    snmp_object_id under 1.3.6.1.4.1.15076 strong
  match    snmp_object_id under 1.3.6.1.4.1.23883 strong
  match    snmp_object_id under 1.3.6.1.4.1.37718 strong
  match    snmp_object_id under 1.3.6.1.4.1.61278 strong
  match    snmp_engine_enterprise is 15076 fair
  match    snmp_engine_enterprise is 23883 fair
  match    snmp_engine_enterprise is 37718 fair
  match    snmp_engine_enterprise is 61278 fair
  match    dhcp_enterprise is 15076 fair
  match    dhcp_enterprise is 23883 fair
  match    dhcp_enterprise is 37718 fair
  match    dhcp_enterprise is 61278 fair
  source   "IANA private enterprise numbers: 15076 Fresenius AG; 23883 Fresenius Medical Care North America; 37718 Fresenius Vial; 61278 Fresenius Medical Care AG"
  example  snmp_object_id 1.3.6.1.4.1.15076.1.1
  example  snmp_object_id 1.3.6.1.4.1.23883.1.1
  example  snmp_object_id 1.3.6.1.4.1.37718.1.1
  example  snmp_object_id 1.3.6.1.4.1.61278.1.1
  example  snmp_engine_enterprise 15076
  example  snmp_engine_enterprise 23883
  example  snmp_engine_enterprise 37718
  example  snmp_engine_enterprise 61278
  example  dhcp_enterprise 15076
  example  dhcp_enterprise 23883
  example  dhcp_enterprise 37718
  example  dhcp_enterprise 61278
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.fujifilm
  vendor   "Fujifilm"
  match    snmp_object_id under 1.3.6.1.4.1.28708 strong
  match    snmp_engine_enterprise is 28708 fair
  match    dhcp_enterprise is 28708 fair
  source   "IANA private enterprise numbers: 28708 FUJIFILM Corporation"
  example  snmp_object_id 1.3.6.1.4.1.28708.1.1
  example  snmp_engine_enterprise 28708
  example  dhcp_enterprise 28708
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.ge-healthcare
  vendor   "GE HealthCare"
  match    snmp_object_id under 1.3.6.1.4.1.12621 strong
  match    snmp_object_id under 1.3.6.1.4.1.22005 strong
  match    snmp_object_id under 1.3.6.1.4.1.45553 strong
  match    snmp_engine_enterprise is 12621 fair
  match    snmp_engine_enterprise is 22005 fair
  match    snmp_engine_enterprise is 45553 fair
  match    dhcp_enterprise is 12621 fair
  match    dhcp_enterprise is 22005 fair
  match    dhcp_enterprise is 45553 fair
  source   "IANA private enterprise numbers: 12621 GE Medical System Information Technologies SW GmbH & Co.KG; 22005 GE Healthcare -  IT; 45553 GE Healthcare - Engineering"
  example  snmp_object_id 1.3.6.1.4.1.12621.1.1
  example  snmp_object_id 1.3.6.1.4.1.22005.1.1
  example  snmp_object_id 1.3.6.1.4.1.45553.1.1
  example  snmp_engine_enterprise 12621
  example  snmp_engine_enterprise 22005
  example  snmp_engine_enterprise 45553
  example  dhcp_enterprise 12621
  example  dhcp_enterprise 22005
  example  dhcp_enterprise 45553
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.hamilton-medical
  vendor   "Hamilton Medical"
  match    snmp_object_id under 1.3.6.1.4.1.54965 strong
  match    snmp_engine_enterprise is 54965 fair
  match    dhcp_enterprise is 54965 fair
  source   "IANA private enterprise numbers: 54965 Hamilton Medical AG"
  example  snmp_object_id 1.3.6.1.4.1.54965.1.1
  example  snmp_engine_enterprise 54965
  example  dhcp_enterprise 54965
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.hologic
  vendor   "Hologic"
  match    snmp_object_id under 1.3.6.1.4.1.60072 strong
  match    snmp_engine_enterprise is 60072 fair
  match    dhcp_enterprise is 60072 fair
  source   "IANA private enterprise numbers: 60072 Hologic"
  example  snmp_object_id 1.3.6.1.4.1.60072.1.1
  example  snmp_engine_enterprise 60072
  example  dhcp_enterprise 60072
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.intuitive-surgical
  vendor   "Intuitive Surgical"
  match    snmp_object_id under 1.3.6.1.4.1.58887 strong
  match    snmp_engine_enterprise is 58887 fair
  match    dhcp_enterprise is 58887 fair
  source   "IANA private enterprise numbers: 58887 Intuitive Surgical"
  example  snmp_object_id 1.3.6.1.4.1.58887.1.1
  example  snmp_engine_enterprise 58887
  example  dhcp_enterprise 58887
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.karl-storz
  vendor   "Karl Storz"
  match    snmp_object_id under 1.3.6.1.4.1.36208 strong
  match    snmp_engine_enterprise is 36208 fair
  match    dhcp_enterprise is 36208 fair
  source   "IANA private enterprise numbers: 36208 Karl Storz"
  example  snmp_object_id 1.3.6.1.4.1.36208.1.1
  example  snmp_engine_enterprise 36208
  example  dhcp_enterprise 36208
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.konica-minolta
  vendor   "Konica Minolta"
  match    snmp_object_id under 1.3.6.1.4.1.50919 strong
  match    snmp_engine_enterprise is 50919 fair
  match    dhcp_enterprise is 50919 fair
  source   "IANA private enterprise numbers: 50919 KONICA MINOLTA, INC."
  example  snmp_object_id 1.3.6.1.4.1.50919.1.1
  example  snmp_engine_enterprise 50919
  example  dhcp_enterprise 50919
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.medtronic
  vendor   "Medtronic"
  match    snmp_object_id under 1.3.6.1.4.1.49982 strong
  match    snmp_object_id under 1.3.6.1.4.1.50976 strong
  match    snmp_engine_enterprise is 49982 fair
  match    snmp_engine_enterprise is 50976 fair
  match    dhcp_enterprise is 49982 fair
  match    dhcp_enterprise is 50976 fair
  source   "IANA private enterprise numbers: 49982 Medtronic RTG; 50976 Medtronic CRHF"
  example  snmp_object_id 1.3.6.1.4.1.49982.1.1
  example  snmp_object_id 1.3.6.1.4.1.50976.1.1
  example  snmp_engine_enterprise 49982
  example  snmp_engine_enterprise 50976
  example  dhcp_enterprise 49982
  example  dhcp_enterprise 50976
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.mennen-medical
  vendor   "Mennen Medical"
  match    snmp_object_id under 1.3.6.1.4.1.14618 strong
  match    snmp_engine_enterprise is 14618 fair
  match    dhcp_enterprise is 14618 fair
  source   "IANA private enterprise numbers: 14618 Mennen Medical"
  example  snmp_object_id 1.3.6.1.4.1.14618.1.1
  example  snmp_engine_enterprise 14618
  example  dhcp_enterprise 14618
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.mindray
  vendor   "Mindray"
  match    snmp_object_id under 1.3.6.1.4.1.54260 strong
  match    snmp_engine_enterprise is 54260 fair
  match    dhcp_enterprise is 54260 fair
  source   "IANA private enterprise numbers: 54260 Shenzhen Mindray Bio-Medical Electronics Co.,Ltd."
  example  snmp_object_id 1.3.6.1.4.1.54260.1.1
  example  snmp_engine_enterprise 54260
  example  dhcp_enterprise 54260
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.neusoft
  vendor   "Neusoft"
  match    snmp_object_id under 1.3.6.1.4.1.14702 strong
  match    snmp_engine_enterprise is 14702 fair
  match    dhcp_enterprise is 14702 fair
  source   "IANA private enterprise numbers: 14702 Neusoft Digital Medical System CO., LTD."
  example  snmp_object_id 1.3.6.1.4.1.14702.1.1
  example  snmp_engine_enterprise 14702
  example  dhcp_enterprise 14702
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.nihon-kohden
  vendor   "Nihon Kohden"
  match    snmp_object_id under 1.3.6.1.4.1.23670 strong
  match    snmp_object_id under 1.3.6.1.4.1.60289 strong
  match    snmp_engine_enterprise is 23670 fair
  match    snmp_engine_enterprise is 60289 fair
  match    dhcp_enterprise is 23670 fair
  match    dhcp_enterprise is 60289 fair
  source   "IANA private enterprise numbers: 23670 Nihon Kohden Corporation; 60289 Nihon Kohden Center of Expertise"
  example  snmp_object_id 1.3.6.1.4.1.23670.1.1
  example  snmp_object_id 1.3.6.1.4.1.60289.1.1
  example  snmp_engine_enterprise 23670
  example  snmp_engine_enterprise 60289
  example  dhcp_enterprise 23670
  example  dhcp_enterprise 60289
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.philips
  vendor   "Philips"
  match    snmp_object_id under 1.3.6.1.4.1.1776 strong
  match    snmp_object_id under 1.3.6.1.4.1.19816 strong
  match    snmp_object_id under 1.3.6.1.4.1.32985 strong
  match    snmp_object_id under 1.3.6.1.4.1.38222 strong
  match    snmp_engine_enterprise is 1776 fair
  match    snmp_engine_enterprise is 19816 fair
  match    snmp_engine_enterprise is 32985 fair
  match    snmp_engine_enterprise is 38222 fair
  match    dhcp_enterprise is 1776 fair
  match    dhcp_enterprise is 19816 fair
  match    dhcp_enterprise is 32985 fair
  match    dhcp_enterprise is 38222 fair
  source   "IANA private enterprise numbers: 1776 Koninklijke Philips Electronics NV; 19816 Philips Medizin Systeme Boeblingen GmbH; 32985 Philips Electronics (Israel) LTD - Philips HealthCare; 38222 Philips North America LLC"
  example  snmp_object_id 1.3.6.1.4.1.1776.1.1
  example  snmp_object_id 1.3.6.1.4.1.19816.1.1
  example  snmp_object_id 1.3.6.1.4.1.32985.1.1
  example  snmp_object_id 1.3.6.1.4.1.38222.1.1
  example  snmp_engine_enterprise 1776
  example  snmp_engine_enterprise 19816
  example  snmp_engine_enterprise 32985
  example  snmp_engine_enterprise 38222
  example  dhcp_enterprise 1776
  example  dhcp_enterprise 19816
  example  dhcp_enterprise 32985
  example  dhcp_enterprise 38222
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.rauland
  vendor   "Rauland"
  match    snmp_object_id under 1.3.6.1.4.1.38419 strong
  match    snmp_object_id under 1.3.6.1.4.1.48223 strong
  match    snmp_engine_enterprise is 38419 fair
  match    snmp_engine_enterprise is 48223 fair
  match    dhcp_enterprise is 38419 fair
  match    dhcp_enterprise is 48223 fair
  source   "IANA private enterprise numbers: 38419 Rauland Australia Pty Ltd; 48223 Rauland-Borg Corporation"
  example  snmp_object_id 1.3.6.1.4.1.38419.1.1
  example  snmp_object_id 1.3.6.1.4.1.48223.1.1
  example  snmp_engine_enterprise 38419
  example  snmp_engine_enterprise 48223
  example  dhcp_enterprise 38419
  example  dhcp_enterprise 48223
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.roche
  vendor   "Roche"
  match    snmp_object_id under 1.3.6.1.4.1.55589 strong
  match    snmp_engine_enterprise is 55589 fair
  match    dhcp_enterprise is 55589 fair
  source   "IANA private enterprise numbers: 55589 Roche Diagnostics International Ltd"
  example  snmp_object_id 1.3.6.1.4.1.55589.1.1
  example  snmp_engine_enterprise 55589
  example  dhcp_enterprise 55589
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.schiller
  vendor   "Schiller"
  match    snmp_object_id under 1.3.6.1.4.1.27392 strong
  match    snmp_engine_enterprise is 27392 fair
  match    dhcp_enterprise is 27392 fair
  source   "IANA private enterprise numbers: 27392 SCHILLER"
  example  snmp_object_id 1.3.6.1.4.1.27392.1.1
  example  snmp_engine_enterprise 27392
  example  dhcp_enterprise 27392
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.sectra
  vendor   "Sectra"
  match    snmp_object_id under 1.3.6.1.4.1.573 strong
  match    snmp_engine_enterprise is 573 fair
  match    dhcp_enterprise is 573 fair
  source   "IANA private enterprise numbers: 573 SECTRA AB"
  example  snmp_object_id 1.3.6.1.4.1.573.1.1
  example  snmp_engine_enterprise 573
  example  dhcp_enterprise 573
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.siemens-healthineers
  vendor   "Siemens Healthineers"
  match    snmp_object_id under 1.3.6.1.4.1.55350 strong
  match    snmp_engine_enterprise is 55350 fair
  match    dhcp_enterprise is 55350 fair
  source   "IANA private enterprise numbers: 55350 Siemens Healthcare GmbH (SHS CS SLM SRS RSO)"
  example  snmp_object_id 1.3.6.1.4.1.55350.1.1
  example  snmp_engine_enterprise 55350
  example  dhcp_enterprise 55350
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.sonitor
  vendor   "Sonitor"
  match    snmp_object_id under 1.3.6.1.4.1.32201 strong
  match    snmp_engine_enterprise is 32201 fair
  match    dhcp_enterprise is 32201 fair
  source   "IANA private enterprise numbers: 32201 Sonitor Technologies AS"
  example  snmp_object_id 1.3.6.1.4.1.32201.1.1
  example  snmp_engine_enterprise 32201
  example  dhcp_enterprise 32201
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.spacelabs
  vendor   "Spacelabs"
  match    snmp_object_id under 1.3.6.1.4.1.23957 strong
  match    snmp_object_id under 1.3.6.1.4.1.52588 strong
  match    snmp_engine_enterprise is 23957 fair
  match    snmp_engine_enterprise is 52588 fair
  match    dhcp_enterprise is 23957 fair
  match    dhcp_enterprise is 52588 fair
  source   "IANA private enterprise numbers: 23957 Spacelabs Medical Data; 52588 Spacelabs Healthcare"
  example  snmp_object_id 1.3.6.1.4.1.23957.1.1
  example  snmp_object_id 1.3.6.1.4.1.52588.1.1
  example  snmp_engine_enterprise 23957
  example  snmp_engine_enterprise 52588
  example  dhcp_enterprise 23957
  example  dhcp_enterprise 52588
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.stryker
  vendor   "Stryker"
  match    snmp_object_id under 1.3.6.1.4.1.38966 strong
  match    snmp_engine_enterprise is 38966 fair
  match    dhcp_enterprise is 38966 fair
  source   "IANA private enterprise numbers: 38966 Stryker"
  example  snmp_object_id 1.3.6.1.4.1.38966.1.1
  example  snmp_engine_enterprise 38966
  example  dhcp_enterprise 38966
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.terumo
  vendor   "Terumo"
  match    snmp_object_id under 1.3.6.1.4.1.9993 strong
  match    snmp_engine_enterprise is 9993 fair
  match    dhcp_enterprise is 9993 fair
  source   "IANA private enterprise numbers: 9993 Terumo Medical Corporation"
  example  snmp_object_id 1.3.6.1.4.1.9993.1.1
  example  snmp_engine_enterprise 9993
  example  dhcp_enterprise 9993
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.tunstall
  vendor   "Tunstall"
  match    snmp_object_id under 1.3.6.1.4.1.56711 strong
  match    snmp_object_id under 1.3.6.1.4.1.61666 strong
  match    snmp_engine_enterprise is 56711 fair
  match    snmp_engine_enterprise is 61666 fair
  match    dhcp_enterprise is 56711 fair
  match    dhcp_enterprise is 61666 fair
  source   "IANA private enterprise numbers: 56711 Tunstall GmbH; 61666 Tunstall Systems"
  example  snmp_object_id 1.3.6.1.4.1.56711.1.1
  example  snmp_object_id 1.3.6.1.4.1.61666.1.1
  example  snmp_engine_enterprise 56711
  example  snmp_engine_enterprise 61666
  example  dhcp_enterprise 56711
  example  dhcp_enterprise 61666
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.varian
  vendor   "Varian"
  match    snmp_object_id under 1.3.6.1.4.1.5264 strong
  match    snmp_engine_enterprise is 5264 fair
  match    dhcp_enterprise is 5264 fair
  source   "IANA private enterprise numbers: 5264 Varian Medical Systems"
  example  snmp_object_id 1.3.6.1.4.1.5264.1.1
  example  snmp_engine_enterprise 5264
  example  dhcp_enterprise 5264
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

device enterprise.ventana
  vendor   "Ventana"
  match    snmp_object_id under 1.3.6.1.4.1.22868 strong
  match    snmp_engine_enterprise is 22868 fair
  match    dhcp_enterprise is 22868 fair
  source   "IANA private enterprise numbers: 22868 Ventana Medical Systems, Inc."
  example  snmp_object_id 1.3.6.1.4.1.22868.1.1
  example  snmp_engine_enterprise 22868
  example  dhcp_enterprise 22868
  counter  snmp_object_id 1.3.6.1.4.1.8072.3.2.10
  counter  snmp_engine_enterprise 8072
  counter  dhcp_enterprise 311

