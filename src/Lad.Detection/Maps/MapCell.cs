using Lad.Detection.Templates;

namespace Lad.Detection.Maps;

/// <summary>A square of the shown map: one node, or a block of them when the map is larger than the picture.</summary>
/// <param name="Row">Row in the picture.</param>
/// <param name="Column">Column in the picture.</param>
/// <param name="Height">Mean distance to the neighbours' codebook vectors, the greatest of the block.</param>
/// <param name="Hits">Weighted training vectors for which its nodes were best.</param>
/// <param name="Templates">Templates for which its nodes are best, the most frequent first.</param>
public sealed record MapCell(int Row, int Column, float Height, double Hits, IReadOnlyList<Template> Templates);
