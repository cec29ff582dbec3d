import Testing

@testable import GateCore

@Suite(.timeLimit(.minutes(1))) struct TaskNewsTests {
    @Test("a change is heard by those who wait for that task, and by nobody else")
    func tells() async throws {
        let news = TaskNews()
        let mine = try news.listen(to: "t1", of: "a")
        let other = try news.listen(to: "t2", of: "a")
        news.changed("t1")
        news.close()
        #expect(await count(mine) == 1)
        #expect(await count(other) == 0)
    }

    @Test("changes that nobody took yet count as one")
    func coalesces() async throws {
        let news = TaskNews()
        let listener = try news.listen(to: "t1", of: "a")
        for _ in 0..<1000 { news.changed("t1") }
        news.close()
        #expect(await count(listener) == 1)
    }

    @Test("no more of a tenant may wait than have places, whatever others do")
    func boundsTenants() throws {
        let news = TaskNews(perTenant: 2, total: 3)
        let first = try news.listen(to: "t1", of: "a")
        var second: TaskListener? = try news.listen(to: "t2", of: "a")
        #expect(throws: Problem.self) { try news.listen(to: "t1", of: "a") }
        let other = try news.listen(to: "t3", of: "b")
        #expect(throws: Problem.self) { try news.listen(to: "t4", of: "c") }
        #expect(second != nil)
        second = nil
        #expect(news.listeners == 2)
        let again = try news.listen(to: "t2", of: "a")
        withExtendedLifetime((first, other, again)) { #expect(news.listeners == 3) }
    }

    @Test("once it is closed, nobody waits")
    func closes() async throws {
        let news = TaskNews()
        news.close()
        #expect(await count(try news.listen(to: "t1", of: "a")) == 0)
    }

    private func count(_ listener: TaskListener) async -> Int {
        var count = 0
        for await _ in listener.changes { count += 1 }
        return count
    }
}
