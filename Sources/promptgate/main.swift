import ArgumentParser
import Configuration
import Crypto
import GateCore
import Logging
import ServiceLifecycle
