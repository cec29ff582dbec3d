import Foundation
import GateCore
import Testing

@testable import GateRules

@Suite("Costs of patterns")
struct PatternCostTests {
    private static let honest = [
        #"\bkill(?:ing|ed|s)?\b"#, #"\bnude\w*"#, #"\bnud(?:e|es|ity)\b"#, #"k[i1!]ll"#, "nude",
        #"\bkill\s+\w+"#, #"\bkill\s+(?:him|her|them)\b"#, #"\b(?:no|without)\s+clothes\b"#,
        #"\d{3}-\d{2}-\d{4}"#, #"\b\d{3}-\d{2}-\d{4}\b"#, #"(?<!\w)ass(?!\w)"#, #"s+e+x+y*"#,
        #"\bf+u+c+k+\b"#, #"n[\W_]*u[\W_]*d[\W_]*e"#, #"\bn[\W_]{0,3}u[\W_]{0,3}d[\W_]{0,3}e\b"#,
        #"(\w)\1{5,}"#, #"\b(\w{1,32})\s{1,9}\1\b"#, #"--(?:ar|aspect)\s+\d+:\d+"#,
        #"https?://\S+"#,
        #"\bhttps?://[\w.-]+/\S*"#, #"[\w.]+@[\w.]+"#, #"\b[\w.+-]{1,64}@[\w-]+\.\w+"#,
        #"<@!?\d+>"#, #"<#\d+>"#, #"discord\.gg/\w+"#, #"\bblood(?:y|ied|bath)?\b"#,
        #"\bkill.{0,40}\bchild"#, #"(?:kill|murder|slay)\s+(?:a|the)\s+(?:child|kid)"#,
        #"^/imagine\b"#, #"\A\s*nude"#, #"nude$"#, #"(?i)NUDE"#, #"(?x) nude \s+ body # both"#,
        #"\p{Han}{2,}"#, "裸体", #"[\x{4E00}-\x{9FFF}]+裸"#, #"\bголая\b"#, #"\bnackt(?:e[rnms]?)?\b"#,
        #"(?>a+)b"#, #"a++b"#, #"\b\w++!"#, #"(?:very )?nude"#, #"(?:very ){1,3}nude"#,
        #"very \Knude"#, #"(?=.{0,30}blood)kill"#, #"\b(?!non)violence\b"#,
        #"\bsex(?!ton|tant)\w*"#,
        #"[^\w\s]{6,}"#, #"(?:🔪|🔫|💣)+"#, #"\b[a@]ss(?:es|hole)?\b"#, #"\bp[o0]rn\w*\b"#,
        #"\bunder\s*age[d]?\b"#, #"\b1[0-7]\s*(?:yo|y/o|years?\s*old)\b"#,
        #"\b(?:loli|shota)(?:con)?\b"#,
        #"\bgirls?\b.{0,20}\bnude\b"#, #"\b(?:see|view)\s?through\b"#,
        #"\bbare\s+(?:chest|bottom)\b"#,
        #"(?:^|\s)nsfw(?:$|\s)"#, #"\bin\s+the\s+nude\b"#, #"\bstrip(?:per|ping|ped)?\b"#,
        #"\bdrugs?\b|\bcocaine\b|\bheroin\b"#, #"\bhang(?:ing|ed)\s+(?:man|woman|body)\b"#,
        #"\bcut(?:ting)?\s+(?:him|her|my)self\b"#, #"\bgun\b(?!\s+metal)"#, #"(?<!water )\bgun\b"#,
        #"(?<!top )gun"#, #"\bname:\s*\w+"#, #"::-?\d+(?:\.\d+)?"#, #"--no\s+\w+(?:,\s*\w+)*"#,
        #"\bseed\s+\d{1,10}\b"#, #"[a-f0-9]{32}"#,
        #"\b[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}\b"#,
        #"(?:\d{1,3}\.){3}\d{1,3}"#, #"\b(?:\d[ -]?){13,16}\b"#, #"\+?\d[\d ()-]{7,}\d"#,
        #"\bA\.?K\.?-?47\b"#, #"\bn\*de\b"#, #"\bf\W?u\W?c\W?k\b"#, #"(?:n|И)ude"#,
        #"nu(?:de|dity)?d"#,
        #"\bp(?:ä|ae)do\w*"#, #"\bd[eé]nud[eé]e?s?\b"#, #"\btorture[sd]?\b"#,
        #"\bbe(?:head|heading)\b"#,
        #"\bgore|\bgory"#, #"\bwith(?:out)?\s+(?:any\s+)?clothes\b"#, #"\btop\s?less\b"#,
        #"\bzoo(?:phil\w*)\b"#, #"\bx{3,}\b"#, #"x{3}"#, #"\brule\s?34\b"#, #"\bonly\s?fans\b"#,
        #"\bdeep\s?fake[sd]?\b"#, #"\bhitler|\bnazi\w*"#, #"\b88\b|\b1488\b"#, #"卐|卍"#, #"\bkkk\b"#,
        #"\bswastika[s]?\b"#, #"[!?]{4,}"#, #"\bcorpse[s]?\b"#, #"\bdead\s+bod(?:y|ies)\b"#,
    ]

    @Test("honest patterns are accepted", arguments: honest)
    func accepted(pattern: String) {
        let fault = PatternCost.fault(of: pattern)
        #expect(fault == nil, "\(fault?.message ?? "")")
    }

    @Test("a pattern known to be evil is refused, or no text takes it long")
    func evil() throws {
        let isFull = ProcessInfo.processInfo.environment["PATTERNS_FULL"] != nil
        var refused = 0
        var worst = Duration.zero
        let patterns = EvilPatterns.all.enumerated().filter { isFull || $0.offset % 8 == 3 }
        for (_, pattern) in patterns {
            _ = try PatternCode(pattern, for: .search)
            if PatternCost.fault(of: pattern) != nil {
                refused += 1
                continue
            }
            let rules = try TestRules.unchecked(pattern)
            for text in EvilPatterns.texts {
                let before = WorkClock.thread.now()
                let judgement = rules.judge(text, tenant: nil)
                let time = WorkClock.thread.now() - before
                worst = max(worst, time)
                if isFull, time > .milliseconds(15) || !judgement.undecided.isEmpty {
                    print("accepted", pattern, text.prefix(20), time, judgement.undecided)
                }
                #expect(time < .milliseconds(50), "\(pattern) on \(text.prefix(30))")
            }
        }
        print("\(refused) of \(patterns.count) refused, the rest takes \(worst) at most")
        #expect(refused > patterns.count / 2)
    }

    @Test("a refusal says what it costs, on what text, and what to write instead")
    func words() throws {
        let fault = try #require(PatternCost.fault(of: "(a+)+$"))
        #expect(fault.message.contains("a repeat inside a repeat"))
        #expect(fault.remedy.contains("(?:a+)++"))
    }
}
