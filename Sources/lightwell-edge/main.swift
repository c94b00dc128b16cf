import Console
import Edge

Console.run(EdgeCommand.self)
