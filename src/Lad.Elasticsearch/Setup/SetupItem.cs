namespace Lad.Elasticsearch.Setup;

/// <summary>One thing that verdicts need.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What an operator should know beyond that; empty for nothing.</param>
public sealed record SetupItem(SetupKind Kind, string Name, SetupState State, string Detail = "")
{
    /// <summary>Whether applying the plan does something about it.</summary>
    public bool IsToDo => State is SetupState.Missing or SetupState.Older;

    /// <summary>What makes it.</summary>
    internal ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>What a <see cref="SetupItem"/> is.</summary>
public enum SetupKind
{
    /// <summary>An index template: the mapping of what is made later.</summary>
    IndexTemplate,

    /// <summary>A data stream.</summary>
    DataStream,

    /// <summary>A plain index.</summary>
    Index,
}

/// <summary>How a <see cref="SetupItem"/> is.</summary>
public enum SetupState
{
    /// <summary>Not there: it is made.</summary>
    Missing,

    /// <summary>There, of another LAD or changed: it is put in order.</summary>
    Older,

    /// <summary>There as it should be.</summary>
    Same,

    /// <summary>There, made by a newer LAD or by others: it is left alone.</summary>
    Left,
}
