using System.Runtime.Intrinsics;
using Lad.Detection.Encoding;

namespace Lad.Detection.Tests.Encoding;

public sealed class LogisticTests
{
    [Fact]
    public void The_gradient_is_label_less_logistic_times_rate()
    {
        for (float x = -20; x <= 20; x += 0.01f)
        {
            Vector128<float> gradient = Logistic.Gradient(Vector128.Create(x), Vector128.Create(1f, 0f, 0f, 0f), 0.5f);
            double logistic = 1 / (1 + Math.Exp(-x));

            Assert.Equal((1 - logistic) * 0.5, gradient[0], 0.0005);
            Assert.Equal(-logistic * 0.5, gradient[1], 0.0005);
        }
    }
}
