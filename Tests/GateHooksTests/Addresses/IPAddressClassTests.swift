import GateCore
import GateHooks
import Testing

@Suite struct IPAddressClassTests {
    @Test(
        "public addresses, also right beside special ranges",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
            "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
            "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0",
            "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.15",
            "2606:4700:4700::1111", "2001:4860:4860::8888", "2001:200::", "2001:db7::1",
            "2001:db9::", "2003::", "3ffe::1", "2a00::1",
        ] as [IPAddress])
    func publicOnes(address: IPAddress) {
        #expect(address.kind == .public, "\(address)")
    }

    @Test(
        "this machine and its own networks",
        arguments: [
            "127.0.0.1", "127.255.255.255", "10.0.0.0", "10.255.255.255", "172.16.0.1",
            "172.31.255.255", "192.168.0.1", "192.168.255.255", "::1", "fc00::1", "fdff::1",
        ] as [IPAddress])
    func localOnes(address: IPAddress) {
        guard case .local = address.kind else {
            Issue.record("\(address) is \(address.kind)")
            return
        }
    }

    @Test(
        "places that no webhook goes to",
        arguments: [
            "0.0.0.0", "0.255.255.255", "100.64.0.1", "100.127.255.255", "169.254.169.254",
            "169.254.0.0", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1",
            "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255",
            "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::7f00:1", "::ffff:127.0.0.1",
            "::ffff:8.8.8.8", "::ffff:10.0.0.1", "64:ff9b::808:808", "64:ff9b::7f00:1",
            "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:20::1", "2001:1ff:ffff::1",
            "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "3fff:fff::1",
            "4000::1", "5f00::1", "8000::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1",
            "ff02::1",
        ] as [IPAddress])
    func specialOnes(address: IPAddress) {
        guard case .special = address.kind else {
            Issue.record("\(address) is \(address.kind)")
            return
        }
    }

    @Test("is written as it is dialled")
    func description() {
        let four: IPAddress = "93.184.216.34"
        let six: IPAddress = "2606:2800:220:1::1946"
        #expect(four.description == "93.184.216.34")
        #expect(six.description == "2606:2800:220:1:0:0:0:1946")
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }
}
