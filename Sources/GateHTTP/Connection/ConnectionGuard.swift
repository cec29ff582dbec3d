import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Bounds the time of one connection as `ConnectionWatch` says, answers `Expect:
/// 100-continue`, and lets a client that sent too much see the answer before it closes.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var watch = ConnectionWatch()
    private var alarm: Scheduled<Void>?
    private var alarmDue: NIODeadline?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let step: ConnectionWatch.Step
        switch unwrapInboundIn(data) {
        case .head(let head):
            step = watch.head(at: context.eventLoop.now)
            if step == .pass { answerExpectation(of: head, context) }
        case .body(let bytes): step = watch.body(bytes.readableBytes)
        case .end: step = watch.end()
        }
        setAlarm(context)
        switch step {
        case .pass: context.fireChannelRead(data)
        case .drop: break
        case .close: context.close(promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Nobody above reads any more, so nobody above asks for more.
        if watch.isLingering { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where watch.isAnswerEarly && head.status.kind != .informational:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            context.write(data, promise: promise)
            watch.answered(at: context.eventLoop.now)
            setAlarm(context)
            if watch.isLingering {
                context.flush()
                context.read()
            }
        default: context.write(data, promise: promise)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        watch.writable(context.channel.isWritable, at: context.eventLoop.now)
        setAlarm(context)
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
    }

    /// RFC 9110 §10.1.1: without it, such a client waits before it sends its body. A body
    /// that is too large is left to the answer.
    private func answerExpectation(of head: HTTPRequest, _ context: ChannelHandlerContext) {
        guard head.headerFields[.expect]?.lowercased() == "100-continue" else { return }
        let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= UploadRoutes.imageCap + UploadRoutes.formCap else { return }
        context.writeAndFlush(
            wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// Keeps one alarm at the watch's deadline. A deadline that moved away is looked at
    /// when the alarm rings, so that a busy connection does not set alarms all the time.
    private func setAlarm(_ context: ChannelHandlerContext) {
        guard let deadline = watch.deadline else { return }
        if let alarmDue, alarmDue <= deadline { return }
        alarm?.cancel()
        alarmDue = deadline
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        alarm = context.eventLoop.scheduleTask(deadline: deadline) {
            let (handler, context) = bound.value
            handler.ring(context)
        }
    }

    private func ring(_ context: ChannelHandlerContext) {
        alarm = nil
        alarmDue = nil
        guard let deadline = watch.deadline else { return }
        if deadline <= context.eventLoop.now {
            context.close(promise: nil)
        } else {
            setAlarm(context)
        }
    }
}
