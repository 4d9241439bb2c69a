using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>
/// Says which messages are those of true positives: the ones that mask to the same as a judged message, and those that have its template under the model in force.
/// Not thread-safe.
/// </summary>
public sealed class HeldOutMessages
{
    private readonly Dictionary<ulong, int> judged = [];
    private readonly Dictionary<ulong, int> answers = [];
    private readonly MessageScanner scanner;
    private readonly TokenBuffer buffer = new();
    private readonly TemplateMatcher? matcher;

    /// <summary>Looks the true positives up.</summary>
    /// <param name="feedback">What was judged, and the model in force.</param>
    /// <param name="masking">How messages are masked for the model to be.</param>
    public HeldOutMessages(TrainingFeedback feedback, MaskingRules masking)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        scanner = new MessageScanner(masking);
        if (feedback.TruePositives.Count == 0) return;
        if (feedback.Current is { } current) matcher = new TemplateMatcher(current.Templates);
        for (int i = 0; i < feedback.TruePositives.Count; i++)
        {
            judged.TryAdd(feedback.TruePositives[i].Fingerprint, i);
            if (feedback.TruePositives[i].Message.Length == 0) continue;
            MaskedMessage message = Masked(feedback.TruePositives[i].Message);
            judged.TryAdd(Fingerprint.Of(message.Tokens), i);
            if (Template(message) is { } template) judged.TryAdd(template, i);
        }
    }

    /// <summary>Whether a message is held out.</summary>
    public bool Holds(ReadOnlySpan<byte> message)
    {
        if (judged.Count == 0) return false;
        ulong key = scanner.Scan(message, buffer);
        if (!answers.TryGetValue(key, out int answer)) answers.Add(key, answer = Find(MaskedMessage.Of(message, buffer)));
        return answer >= 0;
    }

    /// <summary>The true positive that a masked message belongs to, by its index; -1 when there is none.</summary>
    internal int Find(MaskedMessage message)
    {
        if (judged.Count == 0) return -1;
        if (judged.TryGetValue(Fingerprint.Of(message.Tokens), out int index)) return index;
        return Template(message) is { } template && judged.TryGetValue(template, out index) ? index : -1;
    }

    /// <summary>Whether a template of an earlier model is a true positive's.</summary>
    internal bool Holds(Template template) => judged.ContainsKey(template.Fingerprint);

    private MaskedMessage Masked(string message)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(message);
        scanner.Scan(text, buffer);
        return MaskedMessage.Of(text, buffer);
    }

    private ulong? Template(MaskedMessage message) => matcher?.Match(message.Tokens) is { } index and >= 0 ? matcher.Templates.Items[index].Fingerprint : null;
}
