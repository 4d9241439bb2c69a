namespace Lad.Pipeline.Sinks;

/// <summary>Why a sink cannot deliver.</summary>
public enum SinkFault
{
    /// <summary>It failed in another way; the inner exception says how.</summary>
    Failed,

    /// <summary>There is no space left.</summary>
    Full,

    /// <summary>The reader of a pipe went away: nothing is wrong, but nobody wants more.</summary>
    Closed,

    /// <summary>It could not be opened.</summary>
    NotOpened,
}
