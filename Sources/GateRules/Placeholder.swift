import GateCore
import Yams
import CPCRE2
