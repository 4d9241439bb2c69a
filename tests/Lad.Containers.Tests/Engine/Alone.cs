namespace Lad.Containers.Tests.Engine;

/// <summary>Tests that fill the machine with servers: they run one after the other, and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Servers in containers";
}
