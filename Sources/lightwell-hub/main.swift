import Console
import Hub

Console.run(HubCommand.self)
