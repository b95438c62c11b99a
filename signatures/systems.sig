# Systems beneath: what software that comes with a system tells of it. What is
# chosen by people or written by the software of others weighs no more than fair.
# Samba's claims to be Windows are dropped where they are read.

device windows.2000
  os       "Windows 2000"
  match    browser_version is 5.0 fair
  match    ntlm_version is 5.0.2195 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 5.0*" fair
  match    http_user_agent like "Mozilla/5.0 (Windows; U; Windows NT 5.0*" fair
  match    http_user_agent like "Microsoft-CryptoAPI/5.131.2195.*" strong
  match    http_server is Microsoft-IIS/5.0 fair
  match    system_description like "Hardware: *Software: Windows 2000 Version 5.0 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 5.0
  example  ntlm_version 5.0.2195
  example  http_user_agent "Mozilla/5.0 (Windows NT 5.0; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent "Mozilla/5.0 (Windows; U; Windows NT 5.0; en-US; rv:1.8.1.3) Gecko/20070309 Firefox/2.0.0.3"
  example  http_user_agent Microsoft-CryptoAPI/5.131.2195.6661
  example  http_server Microsoft-IIS/5.0
  example  system_description "Hardware: x86 Family 6 Model 8 Stepping 3 AT/AT COMPATIBLE - Software: Windows 2000 Version 5.0 (Build 2195 Uniprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.xp
  os       "Windows XP"
  match    browser_version is 5.1 fair
  match    ntlm_version is 5.1.2600 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 5.1*" fair
  match    http_user_agent like "Mozilla/5.0 (Windows; U; Windows NT 5.1*" fair
  match    http_user_agent like "Microsoft-CryptoAPI/5.131.2600.*" strong
  match    http_server is Microsoft-IIS/5.1 fair
  match    smb_native_os is "Windows 5.1" strong
  match    smb_native_os like "Windows 2002 *" strong
  match    system_description like "Hardware: *Software: Windows 2000 Version 5.1 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 5.1
  example  ntlm_version 5.1.2600
  example  http_user_agent "Mozilla/5.0 (Windows NT 5.1; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent "Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.8.1.3) Gecko/20070309 Firefox/2.0.0.3"
  example  http_user_agent Microsoft-CryptoAPI/5.131.2600.5512
  example  http_server Microsoft-IIS/5.1
  example  smb_native_os "Windows 5.1"
  example  smb_native_os "Windows 2002 Service Pack 3 2600"
  example  system_description "Hardware: x86 Family 6 Model 12 Stepping 2 AT/AT COMPATIBLE - Software: Windows 2000 Version 5.1 (Build 2600 Uniprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.2003
  os       "Windows Server 2003 or XP x64"
  match    browser_version is 5.2 fair
  match    ntlm_version is 5.2.3790 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 5.2*" fair
  match    http_user_agent like "Microsoft-CryptoAPI/5.131.3790.*" strong
  match    http_server is Microsoft-IIS/6.0 fair
  match    system_description like "Hardware: *Software: Windows Version 5.2 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 5.2
  example  ntlm_version 5.2.3790
  example  http_user_agent "Mozilla/5.0 (Windows NT 5.2; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent Microsoft-CryptoAPI/5.131.3790.3959
  example  http_server Microsoft-IIS/6.0
  example  system_description "Hardware: x86 Family 15 Model 4 Stepping 1 AT/AT COMPATIBLE - Software: Windows Version 5.2 (Build 3790 Multiprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.vista
  os       "Windows Vista or Server 2008"
  match    browser_version is 6.0 fair
  match    ntlm_version in 6.0.6000 6.0.6001 6.0.6002 6.0.6003 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 6.0*" fair
  match    http_user_agent is Microsoft-CryptoAPI/6.0 strong
  match    http_server is Microsoft-IIS/7.0 fair
  match    system_description like "Hardware: *Software: Windows Version 6.0 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 6.0
  example  ntlm_version 6.0.6003
  example  http_user_agent "Mozilla/5.0 (Windows NT 6.0; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent Microsoft-CryptoAPI/6.0
  example  http_server Microsoft-IIS/7.0
  example  system_description "Hardware: x86 Family 6 Model 23 Stepping 6 AT/AT COMPATIBLE - Software: Windows Version 6.0 (Build 6002 Multiprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.7
  os       "Windows 7 or Server 2008 R2"
  match    browser_version is 6.1 fair
  match    ntlm_version in 6.1.7600 6.1.7601 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 6.1*" fair
  match    http_user_agent is Microsoft-CryptoAPI/6.1 strong
  match    http_server is Microsoft-IIS/7.5 fair
  match    system_description like "Hardware: *Software: Windows Version 6.1 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 6.1
  example  ntlm_version 6.1.7601
  example  http_user_agent "Mozilla/5.0 (Windows NT 6.1; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent Microsoft-CryptoAPI/6.1
  example  http_server Microsoft-IIS/7.5
  example  system_description "Hardware: x86 Family 6 Model 37 Stepping 5 AT/AT COMPATIBLE - Software: Windows Version 6.1 (Build 7601 Multiprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.8
  os       "Windows 8 or Server 2012"
  match    browser_version is 6.2 fair
  match    ntlm_version is 6.2.9200 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 6.2*" fair
  match    http_user_agent is Microsoft-CryptoAPI/6.2 strong
  match    http_server is Microsoft-IIS/8.0 fair
  match    system_description like "Hardware: *Software: Windows Version 6.2 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 6.2
  example  ntlm_version 6.2.9200
  example  http_user_agent "Mozilla/5.0 (Windows NT 6.2; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent Microsoft-CryptoAPI/6.2
  example  http_server Microsoft-IIS/8.0
  example  system_description "Hardware: Intel64 Family 6 Model 45 Stepping 7 AT/AT COMPATIBLE - Software: Windows Version 6.2 (Build 9200 Multiprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.8.1
  os       "Windows 8.1 or Server 2012 R2"
  match    browser_version is 6.3 fair
  match    ntlm_version is 6.3.9600 strong
  match    http_user_agent like "Mozilla/5.0 (Windows NT 6.3*" fair
  match    http_user_agent is Microsoft-CryptoAPI/6.3 strong
  match    http_server is Microsoft-IIS/8.5 fair
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 9600 *" strong
  source   "MS-BRWS 2.2.1; MS-NLMP 2.2.2.10; learn.microsoft.com, user-agent strings and versions of IIS; zeek/zeek, windows-version-detection.zeek; Observium, polling of Windows by sysDescr"
  example  browser_version 6.3
  example  ntlm_version 6.3.9600
  example  http_user_agent "Mozilla/5.0 (Windows NT 6.3; rv:32.0) Gecko/20100101 Firefox/32.0"
  example  http_user_agent Microsoft-CryptoAPI/6.3
  example  http_server Microsoft-IIS/8.5
  example  system_description "Hardware: Intel64 Family 6 Model 62 Stepping 4 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"
  counter  browser_version 10.0
  counter  ntlm_version 10.0.17763
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  http_server Microsoft-IIS/10.0

device windows.10-1507
  os       "Windows 10 1507"
  match    ntlm_version is 10.0.10240 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 10240 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.10240
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 10240 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1511
  os       "Windows 10 1511"
  match    ntlm_version is 10.0.10586 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 10586 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.10586
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 10586 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1607
  os       "Windows 10 1607 or Server 2016"
  match    ntlm_version is 10.0.14393 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 14393 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.14393
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 14393 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1703
  os       "Windows 10 1703"
  match    ntlm_version is 10.0.15063 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 15063 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.15063
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 15063 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1709
  os       "Windows 10 1709"
  match    ntlm_version is 10.0.16299 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 16299 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.16299
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 16299 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1803
  os       "Windows 10 1803"
  match    ntlm_version is 10.0.17134 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 17134 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.17134
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 17134 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1809
  os       "Windows 10 1809 or Server 2019"
  match    ntlm_version is 10.0.17763 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 17763 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.17763
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-1903
  os       "Windows 10 1903 or 1909"
  match    ntlm_version in 10.0.18362 10.0.18363 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 18362 *" strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 18363 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.18362
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 18362 Multiprocessor Free)"
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 18363 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.10-2004
  os       "Windows 10 2004 to 22H2"
  match    ntlm_version in 10.0.19041 10.0.19042 10.0.19043 10.0.19044 10.0.19045 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 19041 *" strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 19042 *" strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 19043 *" strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 19044 *" strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 19045 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.19041
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 19041 Multiprocessor Free)"
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 19042 Multiprocessor Free)"
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 19043 Multiprocessor Free)"
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 19044 Multiprocessor Free)"
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 19045 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.server-2022
  os       "Windows Server 2022"
  match    ntlm_version is 10.0.20348 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 20348 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.20348
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 20348 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.11-21h2
  os       "Windows 11 21H2"
  match    ntlm_version is 10.0.22000 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 22000 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.22000
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 22000 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.11-22h2
  os       "Windows 11 22H2 or 23H2"
  match    ntlm_version in 10.0.22621 10.0.22631 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 22621 *" strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 22631 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.22621
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 22621 Multiprocessor Free)"
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 22631 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows.11-24h2
  os       "Windows 11 24H2 or Server 2025"
  match    ntlm_version is 10.0.26100 strong
  match    system_description like "Hardware: *Software: Windows Version 6.3 (Build 26100 *" strong
  source   "MS-NLMP 2.2.2.10; learn.microsoft.com, release information of Windows 10, 11 and Server; Observium, polling of Windows by sysDescr"
  example  ntlm_version 10.0.26100
  example  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 26100 Multiprocessor Free)"
  counter  ntlm_version 10.0.1
  counter  system_description "Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)"

device windows
  os       "Windows"
  match    dhcp_vendor_class is "MSFT 5.0" fair
  match    browser_version is 10.0 fair
  match    http_user_agent like "Mozilla/5.0 (Windows NT 10.0*" fair
  match    http_user_agent is Microsoft-CryptoAPI/10.0 fair
  match    http_user_agent is "Microsoft NCSI" fair
  match    http_user_agent is MICROSOFT_DEVICE_METADATA_RETRIEVAL_CLIENT fair
  match    http_server is Microsoft-IIS/10.0 fair
  match    http_server is Microsoft-HTTPAPI/2.0 fair
  match    http_server like "Apache*(Win32)*" fair
  match    http_server like "Apache*(Win64)*" fair
  match    ssh_server like "SSH-*OpenSSH_for_Windows*" fair
  match    system_description like "Hardware: *Software: Windows *" fair
  source   "MS-DHCPE 2.2.3; learn.microsoft.com: user-agent strings, network connectivity status indicator, HTTP.sys, OpenSSH for Windows; observed: captures of nDPI, soap.pcap"
  example  dhcp_vendor_class "MSFT 5.0"
  example  browser_version 10.0
  example  http_user_agent "Mozilla/5.0 (Windows NT 10.0; rv:68.0) Gecko/20100101 Firefox/68.0"
  example  http_user_agent Microsoft-CryptoAPI/10.0
  example  http_user_agent "Microsoft NCSI"
  example  http_user_agent MICROSOFT_DEVICE_METADATA_RETRIEVAL_CLIENT
  example  http_server Microsoft-IIS/10.0
  example  http_server Microsoft-HTTPAPI/2.0
  example  http_server "Apache/2.4.52 (Win32)"
  example  http_server "Apache/2.4.52 (Win64)"
  example  ssh_server SSH-2.0-OpenSSH_for_Windows_8.1
  example  system_description "Hardware: x86 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 19044)"
  counter  dhcp_vendor_class "MSFT 98"
  counter  http_user_agent "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"
  counter  http_server Apache/2.4.52
  counter  ssh_server SSH-2.0-OpenSSH_8.2p1

device android
  os       "Android"
  match    dhcp_vendor_class like "android-dhcp-{version}" fair
  match    http_user_agent like "Mozilla/5.0 (Linux; Android *" fair
  match    http_user_agent like "Dalvik/*(Linux; U; Android *" strong
  source   "rapid7/recog, xml/dhcp_vendor_class.xml: android-dhcp-7.1.1; developer.chrome.com, user-agent strings; Android Open Source Project, http.agent"
  example  dhcp_vendor_class android-dhcp-7.1.1 gives version "7.1.1"
  example  http_user_agent "Mozilla/5.0 (Linux; Android 9; SM-G960F) AppleWebKit/537.36"
  example  http_user_agent "Dalvik/2.1.0 (Linux; U; Android 9; SM-G960F Build/PPR1.180610.011)"
  counter  dhcp_vendor_class "MSFT 5.0"
  counter  http_user_agent "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"

device ios
  os       "iOS"
  match    http_user_agent like "Mozilla/5.0 (iPhone; CPU iPhone OS *" fair
  match    http_user_agent like "Mozilla/5.0 (iPad; CPU OS *" fair
  source   "developer.mozilla.org, User-Agent header: iPhone, iPad"
  example  http_user_agent "Mozilla/5.0 (iPhone; CPU iPhone OS 13_5_1 like Mac OS X) AppleWebKit/605.1.15"
  example  http_user_agent "Mozilla/5.0 (iPad; CPU OS 12_4 like Mac OS X) AppleWebKit/605.1.15"
  counter  http_user_agent "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_5) AppleWebKit/537.36"

device macos
  os       "macOS"
  match    http_user_agent like "Mozilla/5.0 (Macintosh; Intel Mac OS X *" fair
  source   "developer.mozilla.org, User-Agent header; observed: captures of nDPI, http_auth.pcap"
  example  http_user_agent "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_5) AppleWebKit/537.36"
  counter  http_user_agent "Mozilla/5.0 (iPhone; CPU iPhone OS 13_5_1 like Mac OS X) AppleWebKit/605.1.15"

device linux
  os       "Linux"
  match    dhcp_vendor_class like "dhcpcd-*:Linux-*" fair
  match    dhcp_vendor_class like "udhcp *" fair
  match    http_user_agent like "Mozilla/5.0 (X11; *Linux *" fair
  match    http_user_agent like "Debian APT-HTTP/*" fair
  match    http_server like "Apache*(Ubuntu)*" fair
  match    http_server like "Apache*(Debian)*" fair
  match    http_server like "Apache*(CentOS)*" fair
  match    http_server like "Apache*(Red Hat*" fair
  match    ssh_server like "SSH-*OpenSSH_* Ubuntu-*" fair
  match    ssh_server like "SSH-*OpenSSH_* Debian-*" fair
  match    ssh_server like "SSH-*OpenSSH_* Raspbian-*" fair
  match    system_description like "Linux *#*" fair
  source   "rapid7/recog, xml/dhcp_vendor_class.xml, ssh_banners.xml, apache_os.xml, snmp_sysdescr.xml; busybox, networking/udhcp/dhcpc.c; apt, methods/http.cc; net-snmp: sysDescr is what uname tells"
  example  dhcp_vendor_class "dhcpcd-6.11.5:Linux-4.14.78:armv7l:Freescale"
  example  dhcp_vendor_class "udhcp 1.24.1"
  example  http_user_agent "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:68.0) Gecko/20100101 Firefox/68.0"
  example  http_user_agent "Debian APT-HTTP/1.3 (2.2.4)"
  example  http_server "Apache/2.4.52 (Ubuntu)"
  example  http_server "Apache/2.4.56 (Debian)"
  example  http_server "Apache/2.2.15 (CentOS)"
  example  http_server "Apache/2.4.37 (Red Hat Enterprise Linux)"
  example  ssh_server "SSH-2.0-OpenSSH_8.2p1 Ubuntu-4ubuntu0.11"
  example  ssh_server "SSH-2.0-OpenSSH_5.9p1 Debian-5ubuntu1"
  example  ssh_server "SSH-2.0-OpenSSH_7.9p1 Raspbian-10+deb10u2"
  example  system_description "Linux lab-srv-01 5.15.0-91-generic #101-Ubuntu SMP x86_64"
  counter  dhcp_vendor_class "MSFT 5.0"
  counter  ssh_server SSH-2.0-OpenSSH_5.3
  counter  http_server Apache/2.4.52
  counter  http_user_agent "Mozilla/5.0 (Windows NT 10.0; rv:68.0) Gecko/20100101 Firefox/68.0"
  counter  system_description "Linux 5.10"

device freebsd
  os       "FreeBSD"
  match    ssh_server like "SSH-*OpenSSH_* FreeBSD-*" fair
  match    system_description like "FreeBSD *" fair
  source   "rapid7/recog, xml/ssh_banners.xml, snmp_sysdescr.xml"
  example  ssh_server "SSH-2.0-OpenSSH_7.2 FreeBSD-20160310"
  example  system_description "FreeBSD freebsd-10-x64 10.0-RELEASE-p4 FreeBSD 10.0-RELEASE-p4 #0: Tue Jun 3 13:14:57 UTC 2014"
  counter  ssh_server SSH-2.0-OpenSSH_5.3

device vmware.esxi
  os       "VMware ESXi"
  match    system_description like "VMware ESXi {version} build-*" strong
  source   "public test data of SNMP: sysDescr = VMware ESXi 6.5.0 build-8294253 VMware Inc. x86_64"
  example  system_description "VMware ESXi 6.5.0 build-8294253 VMware Inc. x86_64" gives version "6.5.0"
  counter  system_description "VMware vCenter Server 6.7.0"
