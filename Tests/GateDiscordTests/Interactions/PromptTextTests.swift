import Testing

@testable import GateDiscord

@Suite("The text of an imagine prompt")
struct PromptTextTests {
    @Test(
        "An image's address goes first, a tag before the text",
        arguments: [
            ("a cat", nil, nil, "a cat"),
            ("a  cat", "https://i.test/1.png", nil, "https://i.test/1.png a  cat"),
            ("https://i.test/1.png a cat", nil, nil, "https://i.test/1.png a cat"),
            ("a cat", nil, "42", "<#42#>a cat"),
            ("a cat", "https://i.test/1.png", "42", "https://i.test/1.png <#42#>a cat"),
            ("https://i.test/1.png a cat", nil, "42", "https://i.test/1.png <#42#>a cat"),
            ("http://i.test/1.png", nil, "42", "http://i.test/1.png <#42#>"),
            (
                "https://i.test/2 b", "https://i.test/1", "4",
                "https://i.test/1 <#4#>https://i.test/2 b"
            ),
            ("a cat", "", "", "a cat"),
        ] as [(String, String?, String?, String)])
    func value(prompt: String, imageURL: String?, tag: String?, expected: String) {
        #expect(PromptText(prompt, imageURL: imageURL, tag: tag).value == expected)
    }
}
