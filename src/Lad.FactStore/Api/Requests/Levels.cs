namespace Lad.FactStore.Api.Requests;

/// <summary>The parameter <c>level</c>: the least level that is listed.</summary>
internal static class Levels
{
    public static string? Read(ParameterReader parameters) => parameters.Choice<string?>("level", null,
        ("trace", "trace"), ("debug", "debug"), ("info", "info"), ("warn", "warn"), ("error", "error"), ("fatal", "fatal"));
}
