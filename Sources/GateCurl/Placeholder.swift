import GateCore
import CCurl
