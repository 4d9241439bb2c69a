namespace Lad.Detection.Snapshots;

/// <summary>Four ASCII characters that name a section, the first in the lowest byte.</summary>
internal readonly record struct SectionId(uint Code)
{
    public static readonly SectionId Metadata = Named("META");
    public static readonly SectionId Masking = Named("MASK");
    public static readonly SectionId Strings = Named("STRS");
    public static readonly SectionId Templates = Named("TMPL");
    public static readonly SectionId Words = Named("WORD");
    public static readonly SectionId Map = Named("SOM ");
    public static readonly SectionId Scoring = Named("SCOR");
    public static readonly SectionId Calibration = Named("CALI");
    public static readonly SectionId Threshold = Named("THRS");
    public static readonly SectionId Gate = Named("GATE");
    public static readonly SectionId Feedback = Named("FDBK");

    /// <summary>The sections that every snapshot of this version has, in the order in which they stand.</summary>
    public static IReadOnlyList<SectionId> InOrder { get; } = [Metadata, Masking, Strings, Templates, Words, Map, Scoring, Calibration, Threshold];

    /// <summary>The sections that a snapshot need not have: they report on the model and say nothing about how it scores.</summary>
    public static IReadOnlyList<SectionId> Reports { get; } = [Gate, Feedback];

    public override string ToString()
    {
        Span<char> name = stackalloc char[4];
        for (int i = 0; i < name.Length; i++)
        {
            char letter = (char)(Code >> (8 * i) & 0xFF);
            if (!char.IsBetween(letter, ' ', '~')) return $"0x{Code:x8}";
            name[i] = letter;
        }

        return new string(name).TrimEnd();
    }

    private static SectionId Named(string name) => new(name[0] | (uint)name[1] << 8 | (uint)name[2] << 16 | (uint)name[3] << 24);
}
