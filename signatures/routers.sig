# Who shares an address with others by VRRP or HSRP. The address itself is marked
# and claims nothing: whoever wants to can name any in a message of these.

# Servers do so, too, when one takes over from another (keepalived): a hint.
device routers.vrrp
  class    network
  match    router_group like "vrrp *" weak
  source   "RFC 9568 1.6"
  example  router_group "vrrp 7 192.0.2.1"
  counter  router_group "hsrp 7 192.0.2.1"

device routers.hsrp
  class    network
  match    router_group like "hsrp *" strong
  source   "RFC 2281 1"
  example  router_group "hsrp 7 192.0.2.1"
  counter  router_group "vrrp 7 192.0.2.1"
