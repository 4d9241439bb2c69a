namespace Lad.Detection.Parsing.Fields;

/// <summary>The fields found in one structured text. Positions index that text.</summary>
internal struct FieldHits
{
    public FieldHit Message;
    public FieldHit Time;
    public FieldHit Level;
    public FieldHit Service;

    public void Offer(FieldNode node, int start, int length, bool escaped)
    {
        short rank = node.Rank(FieldRole.Message);
        if (rank != FieldNode.NoRank) Message.Offer(start, length, escaped, rank, default);
        if ((rank = node.Rank(FieldRole.Time)) != FieldNode.NoRank) Time.Offer(start, length, escaped, rank, default);
        if ((rank = node.Rank(FieldRole.Level)) != FieldNode.NoRank) Level.Offer(start, length, escaped, rank, node.Scale);
        if ((rank = node.Rank(FieldRole.Service)) != FieldNode.NoRank) Service.Offer(start, length, escaped, rank, default);
    }
}
