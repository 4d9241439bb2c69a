namespace Lad.Pipeline.Graph;

/// <summary>How a run ended, short of a fault.</summary>
public enum GraphEnd
{
    /// <summary>The source was read to its end, and everything was delivered.</summary>
    SourceEnded,

    /// <summary>The run was stopped; what had been read was delivered and acknowledged.</summary>
    Stopped,

    /// <summary>The run was stopped and did not finish in time; what was still in flight is not acknowledged and will be read again.</summary>
    Abandoned,

    /// <summary>The reader of the output went away, as <c>head</c> does; what it did not take is not acknowledged.</summary>
    OutputClosed,
}
