import GateCore
import Hummingbird
