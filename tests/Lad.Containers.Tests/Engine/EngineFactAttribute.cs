namespace Lad.Containers.Tests.Engine;

/// <summary>A test in containers; skipped, with the reason, where no engine answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = ContainerEngine.Obstacle;
}

/// <summary>A test in containers with parameters; skipped, with the reason, where no engine answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = ContainerEngine.Obstacle;
}
