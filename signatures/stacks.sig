# Handwritings of TCP stacks: what a SYN or SYN+ACK looks like before anybody has
# said a word. A hint at the system beneath, never more: a claim of these weighs
# as little as anything can, and falls where something else names another system,
# where two handwritings of one address disagree (address translation), or where a
# router stood between a device and the sensor that is on its own segment (a
# device that forwards for others).
#
#   syn:64+0:1460:64240=44:7:M.S.T.N.W:df
#   |   |  | |    |     |  | |         df  may not be fragmented, as all of IPv6; or -
#   |   |  | |    |     |  | options       in their order: Mss, Sack, Time, Nop,
#   |   |  | |    |     |  |               Window scale, End, _ another
#   |   |  | |    |     |  scale           0 where it is not among the options
#   |   |  | |    |     segments           that fill the window, time stamps taken
#   |   |  | |    |                        off; 0: no whole number
#   |   |  | |    window
#   |   |  | segment size
#   |   |  routers passed, as the TTL tells
#   |   TTL at the start: 32, 64, 128 or 255
#   syn or synack; an answer has only options that were asked for
#
# What scanners write (TTL 64, window 1024 to 4096, M alone) is in no block.
# Sources: p0f.fp is the file of Debian's package p0f, whose lines are named by
# their label; "p0f 2" is scripts/base/misc/p0f.fp of zeek/zeek; the kernel is
# git.kernel.org.

device stack.windows-xp
  os       "Windows 2000, XP or Server 2003"
  match    tcp_stack like "syn:128+*:*:65535=*:0:M.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:16384=*:0:M.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:65535=*:0:M.N.W.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:65535=*:1:M.N.W.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:65535=*:2:M.N.W.N.N.S:df" weak
  match    tcp_stack like "synack:128+*:*:65535=*:0:M.N.W.N.N.S:df" weak
  match    tcp_stack like "synack:128+*:*:16384=*:0:M.N.W.N.N.S:df" weak
  match    tcp_stack like "synack:128+*:*:16384=*:0:M.N.N.S:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] and [tcp:response] s:win:Windows:XP"
  example  tcp_stack syn:128+0:1460:65535=0:0:M.N.N.S:df
  example  tcp_stack syn:128+1:1460:16384=0:0:M.N.N.S:df
  example  tcp_stack syn:128+0:1460:65535=0:0:M.N.W.N.N.S:df
  example  tcp_stack syn:128+0:1460:65535=0:1:M.N.W.N.N.S:df
  example  tcp_stack syn:128+0:1460:65535=0:2:M.N.W.N.N.S:df
  example  tcp_stack synack:128+0:1460:65535=0:0:M.N.W.N.N.S:df
  example  tcp_stack synack:128+0:1460:16384=0:0:M.N.W.N.N.S:df
  example  tcp_stack synack:128+0:1460:16384=0:0:M.N.N.S:df
  counter  tcp_stack syn:128+0:1460:65535=0:8:M.N.W.N.N.S:df
  counter  tcp_stack syn:64+0:1460:65535=0:0:M.N.N.S:df
  counter  tcp_stack synack:128+0:1460:65535=0:0:M.N.N.S:df

# Windows 10 wrote so until 1607, Server 2016 still does.
device stack.windows-vista
  os       "Windows Vista to 10 or Server 2008 to 2016"
  match    tcp_stack like "syn:128+*:*:8192=*:8:M.N.W.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:8192=*:2:M.N.W.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:8192=*:0:M.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:8192=*:2:M.N.W.S.T:df" weak
  match    tcp_stack like "synack:128+*:*:8192=*:8:M.N.W.N.N.S:df" weak
  match    tcp_stack like "synack:128+*:*:8192=*:8:M.N.W.S.T:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] and [tcp:response] s:win:Windows:7 or 8, and g:win:Windows:NT kernel 6.x"
  example  tcp_stack syn:128+0:1460:8192=0:8:M.N.W.N.N.S:df
  example  tcp_stack syn:128+0:1460:8192=0:2:M.N.W.N.N.S:df
  example  tcp_stack syn:128+0:1460:8192=0:0:M.N.N.S:df
  example  tcp_stack syn:128+0:1460:8192=0:2:M.N.W.S.T:df
  example  tcp_stack synack:128+0:1460:8192=0:8:M.N.W.N.N.S:df
  example  tcp_stack synack:128+3:1460:8192=0:8:M.N.W.S.T:df
  counter  tcp_stack syn:128+0:1460:64240=44:8:M.N.W.N.N.S:df
  counter  tcp_stack syn:128+0:1460:8192=0:8:M.N.W.N.N.S:-
  counter  tcp_stack syn:64+0:1460:8192=0:8:M.N.W.N.N.S:df

device stack.windows-10
  os       "Windows 10 or later, or Server 2019 or later"
  match    tcp_stack like "syn:128+*:*:64240=*:8:M.N.W.N.N.S:df" weak
  match    tcp_stack like "syn:128+*:*:65535=*:8:M.N.W.N.N.S:df" weak
  match    tcp_stack like "synack:128+*:*:65535=*:8:M.N.W.N.N.S:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] g:win:Windows:NT kernel, of which 7 and 8 have a window of 8192; observed: ntop/nDPI, tests/cfgs/default/pcap/trickbot.pcap, 10.12.29.101, whose User-Agent tells Windows NT 10.0, and anydesk.pcapng, 192.168.1.187"
  example  tcp_stack syn:128+0:1460:64240=44:8:M.N.W.N.N.S:df
  example  tcp_stack syn:128+0:1460:65535=0:8:M.N.W.N.N.S:df
  example  tcp_stack synack:128+0:1460:65535=0:8:M.N.W.N.N.S:df
  counter  tcp_stack syn:128+0:1460:8192=0:8:M.N.W.N.N.S:df
  counter  tcp_stack syn:64+0:1460:64240=44:7:M.S.T.N.W:df

device stack.linux-2
  os       "Linux 2.4 or 2.6"
  match    tcp_stack like "syn:64+*:*:*=4:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=4:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=4:*:M.N.N.S.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=4:*:M.N.N.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=4:*:M.N.W:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] s:unix:Linux:2.6.x and 2.4.x, [tcp:response] s:unix:Linux:2.4.x and 2.6.x"
  example  tcp_stack syn:64+0:1460:5840=4:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:5792=4:6:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:5840=4:6:M.N.N.S.N.W:df
  example  tcp_stack synack:64+0:1460:5792=4:6:M.N.N.T.N.W:df
  example  tcp_stack synack:64+0:1460:5840=4:6:M.N.W:df
  counter  tcp_stack syn:64+0:1460:58400=40:7:M.S.T.N.W:df
  counter  tcp_stack syn:64+0:1460:5840=4:0:M:-

device stack.linux-3
  os       "Linux 2.6.39 to 3.10"
  match    tcp_stack like "syn:64+*:*:*=10:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=10:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=10:*:M.N.N.S.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=10:*:M.N.N.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=10:*:M.N.W:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] s:unix:Linux:3.1-3.10, [tcp:response] s:unix:Linux:3.x; kernel commit 356f039822b8, initial receive window of 10 segments"
  example  tcp_stack syn:64+0:1460:14600=10:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:14480=10:6:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:14600=10:6:M.N.N.S.N.W:df
  example  tcp_stack synack:64+0:1460:14480=10:6:M.N.N.T.N.W:df
  example  tcp_stack synack:64+0:1460:14600=10:6:M.N.W:df
  counter  tcp_stack syn:64+0:1460:29200=20:7:M.S.T.N.W:df
  counter  tcp_stack syn:128+0:1460:14600=10:7:M.S.T.N.W:df

device stack.linux-4
  os       "Linux 3.11 to 4.19"
  match    tcp_stack like "syn:64+*:*:*=20:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=20:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=20:*:M.N.N.S.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=20:*:M.N.N.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:*:*=20:*:M.N.W:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] s:unix:Linux:3.11 and newer; kernel commit 85f16525a2eb, initial receive window of 20 segments, until a337531b942b"
  example  tcp_stack syn:64+0:1460:29200=20:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:28960=20:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:29200=20:7:M.N.N.S.N.W:df
  example  tcp_stack synack:64+0:1460:28960=20:7:M.N.N.T.N.W:df
  example  tcp_stack synack:64+0:1460:29200=20:7:M.N.W:df
  counter  tcp_stack syn:64+0:1460:64240=44:7:M.S.T.N.W:df
  counter  tcp_stack syn:64+0:1460:29200=20:7:M.S.T.N.W:-

# 64 KiB rounded down to whole segments, of Ethernet: 44 of 1460, 45 of 1448 or 1440.
device stack.linux-5
  os       "Linux 4.20 or later"
  match    tcp_stack like "syn:64+*:1460:64240=44:*:M.S.T.N.W:df" weak
  match    tcp_stack like "syn:64+*:1440:64800=45:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:1460:65160=45:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:1440:64260=45:*:M.S.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:1460:64240=44:*:M.N.N.S.N.W:df" weak
  match    tcp_stack like "synack:64+*:1460:65160=45:*:M.N.N.T.N.W:df" weak
  match    tcp_stack like "synack:64+*:1460:64240=44:*:M.N.W:df" weak
  source   "kernel commit a337531b942b, initial receive buffer of 128 KiB and a window of some 64 KiB in SYN; net/ipv4/tcp_output.c, tcp_select_initial_window"
  example  tcp_stack syn:64+0:1460:64240=44:7:M.S.T.N.W:df
  example  tcp_stack syn:64+0:1440:64800=45:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:65160=45:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1440:64260=45:7:M.S.T.N.W:df
  example  tcp_stack synack:64+0:1460:64240=44:7:M.N.N.S.N.W:df
  example  tcp_stack synack:64+0:1460:65160=45:7:M.N.N.T.N.W:df
  example  tcp_stack synack:64+0:1460:64240=44:7:M.N.W:df
  counter  tcp_stack syn:128+0:1460:64240=44:8:M.N.W.N.N.S:df
  counter  tcp_stack syn:64+0:1460:64240=44:0:M:df

device stack.freebsd
  os       "FreeBSD"
  match    tcp_stack like "syn:64+*:*:65535=*:6:M.N.W.S.T:df" weak
  match    tcp_stack like "syn:64+*:*:65535=*:3:M.N.W.S.T:df" weak
  match    tcp_stack like "synack:64+*:*:65535=*:6:M.N.W.S.T:df" weak
  match    tcp_stack like "synack:64+*:*:65535=*:3:M.N.W.S.T:df" weak
  source   "p0f 3.09b, p0f.fp, s:unix:FreeBSD:9.x or newer and 8.x"
  example  tcp_stack syn:64+0:1460:65535=0:6:M.N.W.S.T:df
  example  tcp_stack syn:64+0:1460:65535=0:3:M.N.W.S.T:df
  example  tcp_stack synack:64+0:1460:65535=0:6:M.N.W.S.T:df
  example  tcp_stack synack:64+0:1460:65535=0:3:M.N.W.S.T:df
  counter  tcp_stack syn:64+0:1460:65535=0:6:M.N.W.N.N.T.S.E:df
  counter  tcp_stack syn:128+0:1460:65535=0:6:M.N.W.S.T:df

device stack.darwin
  os       "macOS or iOS"
  match    tcp_stack like "syn:64+*:*:65535=*:*:M.N.W.N.N.T.S.E:df" weak
  match    tcp_stack like "synack:64+*:*:65535=*:*:M.N.W.N.N.T.S.E:df" weak
  source   "p0f 3.09b, p0f.fp, [tcp:request] g:unix:Mac OS X and s:unix:iOS, [tcp:response] s:unix:Mac OS X:10.x"
  example  tcp_stack syn:64+0:1460:65535=0:6:M.N.W.N.N.T.S.E:df
  example  tcp_stack synack:64+0:1460:65535=0:6:M.N.W.N.N.T.S.E:df
  counter  tcp_stack syn:64+0:1460:65535=0:6:M.N.W.S.T:df

# Its stack came from NetBSD, some of whose editions wrote the same.
device stack.qnx-6
  os       "QNX 6 or NetBSD"
  match    tcp_stack like "syn:64+*:1460:16384=0:0:M.N.W.N.N.T:-" weak
  source   "p0f 2, QNX:6.x"
  example  tcp_stack syn:64+0:1460:16384=0:0:M.N.W.N.N.T:-
  counter  tcp_stack syn:64+0:1460:16384=0:0:M.N.W.N.N.T:df

device stack.windows-ce
  os       "Windows CE 2 or 3"
  match    tcp_stack like "syn:32+*:1460:32768=0:0:M:df" weak
  match    tcp_stack like "syn:32+*:1460:3100=0:0:M:df" weak
  source   "p0f 2, Windows:CE 3 and Windows:CE 2.0"
  example  tcp_stack syn:32+0:1460:32768=0:0:M:df
  example  tcp_stack syn:32+0:1460:3100=0:0:M:df
  counter  tcp_stack syn:64+0:1460:32768=0:0:M:df

# As it comes; most who build it into a device choose other sizes, and stay unknown.
device stack.lwip
  os       "lwIP"
  match    tcp_stack like "syn:255+*:536:2144=4:0:M:-" weak
  match    tcp_stack like "synack:255+*:536:2144=4:0:M:-" weak
  source   "lwIP 1.4 to 2.2, src/include/lwip/opt.h: TCP_TTL of IP_DEFAULT_TTL 255, TCP_MSS 536, TCP_WND of four; src/core/tcp_out.c: no other option unless configured"
  example  tcp_stack syn:255+0:536:2144=4:0:M:-
  example  tcp_stack synack:255+0:536:2144=4:0:M:-
  counter  tcp_stack syn:64+0:536:2144=4:0:M:-
  counter  tcp_stack syn:255+0:1460:4096=0:0:M:-
