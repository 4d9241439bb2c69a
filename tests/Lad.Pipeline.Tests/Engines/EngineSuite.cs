namespace Lad.Pipeline.Tests.Engines;

/// <summary>Holds that an engine leaves out no suite.</summary>
public abstract class EngineSuite<TEngine>
    where TEngine : IEngine
{
    [Fact]
    public void The_engine_goes_through_every_suite()
    {
        IEnumerable<Type> suites = typeof(IEngine).Assembly.GetExportedTypes().Where(type => type.IsAbstract && type.IsGenericTypeDefinition && type.GetGenericArguments()[0].GetGenericParameterConstraints().Contains(typeof(IEngine)));
        IEnumerable<Type> taken = GetType().Assembly.GetExportedTypes().Select(type => type.BaseType).OfType<Type>().Where(suite => suite.IsGenericType && suite.GenericTypeArguments[0] == typeof(TEngine)).Select(suite => suite.GetGenericTypeDefinition());

        Assert.Equal(suites.Select(suite => suite.Name).Order(), taken.Select(suite => suite.Name).Order());
    }
}
