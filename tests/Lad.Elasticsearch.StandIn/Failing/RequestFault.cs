namespace Lad.Elasticsearch.StandIn.Failing;

/// <summary>What goes wrong with a whole request.</summary>
public abstract record RequestFault
{
    /// <summary>Whether the request is carried out although its answer is spoilt.</summary>
    public virtual bool IsApplied => false;

    /// <summary>An error instead of being carried out, e.g. 429 or 503.</summary>
    /// <param name="Code">The status.</param>
    /// <param name="RetryAfter">How long the server asks to wait, whole seconds; <see langword="null"/>: it does not say.</param>
    public sealed record Status(int Code, TimeSpan? RetryAfter = null) : RequestFault;

    /// <summary>The connection is closed before the request is carried out.</summary>
    public sealed record Reset : RequestFault;

    /// <summary>The request is carried out, and the connection closed instead of an answer.</summary>
    public sealed record LostAnswer : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }

    /// <summary>The request is carried out, and the connection closed in the middle of the answer.</summary>
    public sealed record ResetInAnswer : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }

    /// <summary>The request is carried out; the answer ends in its middle as if that were all of it.</summary>
    public sealed record Truncated : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }

    /// <summary>The request is carried out; the answer comes a byte at a time.</summary>
    /// <param name="Pause">Between two bytes.</param>
    public sealed record SlowDrip(TimeSpan Pause) : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }

    /// <summary>An answer of valid JSON that never ends.</summary>
    public sealed record EndlessBody : RequestFault;

    /// <summary>No answer, the connection staying open, until the client gives up.</summary>
    public sealed record Silence : RequestFault;

    /// <summary>Something else entirely: HTML, other JSON, nothing.</summary>
    /// <param name="Content">The body.</param>
    /// <param name="ContentType">Its media type.</param>
    /// <param name="Code">The status.</param>
    public sealed record Body(string Content, string ContentType = "application/json", int Code = 200) : RequestFault;

    /// <summary>Points elsewhere.</summary>
    /// <param name="To">Where.</param>
    /// <param name="Code">301, 302, 307 or 308.</param>
    public sealed record Redirect(Uri To, int Code = 307) : RequestFault;

    /// <summary>A bulk request is carried out, and the answer lacks its last item.</summary>
    public sealed record MissingItem : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }

    /// <summary>A search says that it timed out.</summary>
    /// <param name="Always">Whether partial results are given also to those who do not allow them; they get a 503 otherwise.</param>
    public sealed record TimedOut(bool Always = false) : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }

    /// <summary>A search whose first shards fail, so that their hits are not there.</summary>
    /// <param name="Count">How many.</param>
    /// <param name="Always">Whether partial results are given also to those who do not allow them; they get a 503 otherwise.</param>
    public sealed record FailedShards(int Count = 1, bool Always = false) : RequestFault
    {
        /// <inheritdoc/>
        public override bool IsApplied => true;
    }
}
