import Console
import Lab

Console.run(LabCommand.self)
