/// Every metric of the gateway. A name that was released stays: dashboards and alerts use it.
public enum MetricCatalog {
    static let info = MetricSpec(
        "promptgate_build_info", .gauge, "Always 1; the label names the version.")

    // MARK: Judging

    static let exchanges = MetricSpec(
        "promptgate_exchanges_total", .counter,
        "Judged prompts and texts, by the door they came through and how they ended.")
    static let exchangeSeconds = MetricSpec(
        "promptgate_exchange_duration_seconds", .histogram,
        "Time from the first stage until the answer is durable.", buckets: MetricSpec.usual)
    static let stageVerdicts = MetricSpec(
        "promptgate_stage_verdicts_total", .counter,
        "What rewriters, stages and result stages said, failures included.")
    static let stageSeconds = MetricSpec(
        "promptgate_stage_duration_seconds", .histogram,
        "Time that one stage took for one exchange.", buckets: MetricSpec.fine + [2.5, 10, 45])
    static let matcherTexts = MetricSpec(
        "promptgate_matcher_texts_total", .counter, "Texts that the rules judged, by action.")
    static let matcherSeconds = MetricSpec(
        "promptgate_matcher_duration_seconds", .histogram,
        "Time that the rules took for one text.", buckets: MetricSpec.fine)
    static let matcherCandidates = MetricSpec(
        "promptgate_matcher_candidates_total", .counter,
        "Places in texts that the gate proposed and PCRE2 had to look at.")
    static let breaker = MetricSpec(
        "promptgate_external_breaker_state", .gauge,
        "1 for the state that the circuit breaker of an external stage is in.")
    static let breakerOpened = MetricSpec(
        "promptgate_external_breaker_opened_total", .counter,
        "How often the circuit breaker of an external stage opened since the stage was built.")
    static let externalInFlight = MetricSpec(
        "promptgate_external_in_flight", .gauge, "Calls of an external stage under way.")

    // MARK: Rules

    static let rulesInfo = MetricSpec(
        "promptgate_rules_info", .gauge, "Always 1; the label names the revision in force.")
    static let rulesCount = MetricSpec("promptgate_rules", .gauge, "Rules in force.")
    static let rulesSynced = MetricSpec(
        "promptgate_rules_synced", .gauge,
        "1 while the rules in force are those on disk, 0 while they are not.")
    static let rulesRejected = MetricSpec(
        "promptgate_rules_rejected", .gauge, "Faults for which the rule files on disk were refused."
    )
    static let rulesReads = MetricSpec(
        "promptgate_rules_reloads_total", .counter,
        "Changed rule files that were read, the first included, by result.")
    static let rulesAge = MetricSpec(
        "promptgate_rules_revision_age_seconds", .gauge,
        "Time since the revision in force took effect in this process.")
    static let rulesSince = MetricSpec(
        "promptgate_rules_last_applied_timestamp_seconds", .gauge,
        "When rules last took effect in this process, since 1970.")

    // MARK: Drawing

    static let dispatches = MetricSpec(
        "promptgate_dispatch_attempts_total", .counter,
        "Attempts at sending a job to Discord, by how they ended.")
    static let dispatchSeconds = MetricSpec(
        "promptgate_dispatch_duration_seconds", .histogram,
        "Time of one attempt at sending a job to Discord.", buckets: MetricSpec.slow)
    static let tasks = MetricSpec("promptgate_tasks", .gauge, "Open tasks, by status.")
    static let queueDepth = MetricSpec(
        "promptgate_queue_depth", .gauge, "Tasks that wait for a slot.")
    static let queueCapacity = MetricSpec(
        "promptgate_queue_capacity", .gauge, "Tasks that may wait for a slot.")
    static let slots = MetricSpec(
        "promptgate_slots", .gauge, "Tasks that Discord may work on at once.")
    static let slotsUsed = MetricSpec("promptgate_slots_in_use", .gauge, "Slots that are taken.")
    static let gateway = MetricSpec(
        "promptgate_gateway_state", .gauge,
        "1 for the state that the session with the Discord Gateway is in.")

    // MARK: Webhooks

    static let deliveries = MetricSpec(
        "promptgate_webhook_deliveries_total", .counter, "Tries at webhooks, by how they ended.")
    static let deliverySeconds = MetricSpec(
        "promptgate_webhook_delivery_duration_seconds", .histogram,
        "Time of one try at a webhook.", buckets: MetricSpec.slow)

    // MARK: Storage

    static let commits = MetricSpec(
        "promptgate_store_commits_total", .counter,
        "Shared transactions, by whether they became durable.")
    static let commitSeconds = MetricSpec(
        "promptgate_store_commit_duration_seconds", .histogram,
        "Time of one shared transaction, the wait for the disk included.",
        buckets: MetricSpec.usual)
    static let commitWrites = MetricSpec(
        "promptgate_store_commit_writes", .histogram, "Writes that shared one transaction.",
        buckets: MetricSpec.counts)
    static let storeUp = MetricSpec(
        "promptgate_store_up", .gauge, "1 while new work can be kept, 0 while it cannot.")
    static let diskFree = MetricSpec(
        "promptgate_disk_free_bytes", .gauge, "Free bytes where the data directory is.")
    static let auditSignings = MetricSpec(
        "promptgate_audit_signatures_total", .counter,
        "Signatures of the audit log's head, by whether they could be made.")
    static let auditSigned = MetricSpec(
        "promptgate_audit_last_signed_timestamp_seconds", .gauge,
        "When the head of the audit log was last signed, since 1970.")

    // MARK: HTTP

    static let requests = MetricSpec(
        "promptgate_http_requests_total", .counter,
        "Answered requests, by method, route and status.")
    static let requestSeconds = MetricSpec(
        "promptgate_http_request_duration_seconds", .histogram,
        "Time from the request's head until its answer is ready.", buckets: MetricSpec.usual)

    // MARK: The process

    static let droppedSeries = MetricSpec(
        "promptgate_metrics_dropped_series_total", .counter,
        "Values that were not kept because their metric has too many label values.")
    static let droppedSpans = MetricSpec(
        "promptgate_trace_spans_dropped_total", .counter,
        "Spans that no collector took.")
    static let startTime = MetricSpec(
        "process_start_time_seconds", .gauge, "When the process began, since 1970.")
    static let cpuSeconds = MetricSpec(
        "process_cpu_seconds_total", .counter, "Processor time spent.")
    static let residentBytes = MetricSpec(
        "process_resident_memory_bytes", .gauge, "Memory that is resident.")
    static let openFiles = MetricSpec("process_open_fds", .gauge, "Open file descriptors.")
    static let maxFiles = MetricSpec("process_max_fds", .gauge, "File descriptors at most.")

    /// All of them.
    public static let all: [MetricSpec] = [
        info, exchanges, exchangeSeconds, stageVerdicts, stageSeconds, matcherTexts,
        matcherSeconds, matcherCandidates, breaker, breakerOpened, externalInFlight, rulesInfo,
        rulesCount, rulesSynced, rulesRejected, rulesReads, rulesAge, rulesSince, dispatches,
        dispatchSeconds, tasks, queueDepth, queueCapacity, slots, slotsUsed, gateway, deliveries,
        deliverySeconds, commits, commitSeconds, commitWrites, storeUp, diskFree, auditSignings,
        auditSigned, requests, requestSeconds, droppedSeries, droppedSpans, startTime, cpuSeconds,
        residentBytes, openFiles, maxFiles,
    ]
}
