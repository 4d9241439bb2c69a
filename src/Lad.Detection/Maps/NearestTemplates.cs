using System.Numerics.Tensors;
using Lad.Detection.Encoding;
using Lad.Detection.Templates;

namespace Lad.Detection.Maps;

/// <summary>What each node of a map stands for: the template whose vector lies nearest to the node's, also where no template has the node as its best.</summary>
public static class NearestTemplates
{
    /// <summary>The nearest template of each node, row by row; of equally near ones the more frequent. Empty for a model without templates.</summary>
    public static IReadOnlyList<Template> Of(DetectionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Templates.Items.Count == 0) return [];
        var encoder = new MessageEncoder(model.Words);
        Template[] templates = [.. model.Templates.Items.OrderByDescending(template => template.Count)];
        float[][] vectors = [.. templates.Select(template => Encode(encoder, template))];
        int dimension = model.Map.Dimension;
        var nearest = new Template[model.Map.Rows * model.Map.Columns];
        for (int node = 0; node < nearest.Length; node++)
        {
            ReadOnlySpan<float> codebook = model.Map.Codebook.Span.Slice(node * dimension, dimension);
            float least = float.PositiveInfinity;
            nearest[node] = templates[0];
            for (int i = 0; i < vectors.Length; i++)
            {
                float distance = TensorPrimitives.Distance(codebook, vectors[i]);
                if (distance >= least) continue;
                least = distance;
                nearest[node] = templates[i];
            }
        }

        return nearest;
    }

    private static float[] Encode(MessageEncoder encoder, Template template)
    {
        float[] vector = new float[encoder.Dimension];
        encoder.Encode(template.Tokens, vector);
        return vector;
    }
}
