using Lad.Detection.Templates;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section TMPL: the templates in the model's order, their tokens as indices into the string table.</summary>
internal static class TemplatesSection
{
    private const int LeastBytes = 8 + 8 + 4 + 4 + 4;

    public static void Write(SnapshotOutput output, TemplateSet templates, StringTable strings)
    {
        output.Count(templates.Items.Count);
        foreach (Template template in templates.Items)
        {
            output.UInt64(template.Fingerprint);
            output.Int64(template.Count);
            output.Count(template.Episodes);
            output.Text(template.Text);
            output.Count(template.Tokens.Count);
            foreach (string token in template.Tokens) output.UInt32(strings[token]);
        }
    }

    public static TemplateSet Read(ref SnapshotInput input, string[] strings)
    {
        var templates = new Template[input.Count("templates", SnapshotLimits.Templates, LeastBytes)];
        var fingerprints = new HashSet<ulong>();
        for (int i = 0; i < templates.Length; i++)
        {
            ulong fingerprint = input.UInt64("a template's fingerprint");
            if (!fingerprints.Add(fingerprint)) throw input.Malformed($"template {i} has the fingerprint {fingerprint:x16} of an earlier one", sizeof(ulong));
            templates[i] = new Template
            {
                Fingerprint = fingerprint,
                Count = input.Amount("a template's count"),
                Episodes = input.Integer("a template's episodes", 0, int.MaxValue),
                Text = input.Text("a template's text"),
                Tokens = input.Strings("tokens", SnapshotLimits.Tokens, strings),
            };
        }

        return new TemplateSet(templates);
    }
}
