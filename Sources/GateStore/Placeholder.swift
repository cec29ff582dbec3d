import GateCore
import GRDB
