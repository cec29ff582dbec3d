import ArgumentParser
import GateCore
import GateHTTP

// Words of the product that commands take as options.

extension AuditLines: ExpressibleByArgument {}

extension Outcome: ExpressibleByArgument {}

extension ReportGrouping: ExpressibleByArgument {}
