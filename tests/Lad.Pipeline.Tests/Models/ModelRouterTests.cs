using System.Text;
using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Tests.Models;

public sealed class ModelRouterTests
{
    private static readonly long Size = SampleModels.Of("v1").EstimatedBytes;

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("mail", "mail")]
    [InlineData("Shop", "default")]
    [InlineData("shop ", "default")]
    [InlineData("unheard-of", "default")]
    [InlineData("no name of a model", "default")]
    [InlineData("default", "default")]
    [InlineData("", "default")]
    public void A_service_has_the_model_of_its_name_or_the_default(string service, string model)
    {
        ModelRouter router = Router("default", "shop", "mail");

        Assert.Equal(model, router.InForce.Find(Encoding.UTF8.GetBytes(service))!.Model.Metadata.Name);
    }

    [Fact]
    public void A_name_that_is_endless_or_not_text_has_the_default()
    {
        ModelRouter router = Router("default", "shop");

        Assert.Same(router.InForce.Default, router.InForce.Find(new byte[100_000]));
        Assert.Same(router.InForce.Default, router.InForce.Find([0xFF, 0xFE]));
    }

    [Fact]
    public void What_was_taken_once_stays_as_it_was_when_models_change()
    {
        ModelRouter router = Router("default", "shop");
        ModelSet before = router.InForce;

        Assert.True(router.Put(SampleModels.Of("v2", "shop")).IsInForce);
        Assert.True(router.Remove("shop") && !router.Remove("shop"));

        Assert.Equal("v1", before.Find("shop"u8)!.Model.Metadata.Version);
        Assert.Same(router.InForce.Default, router.InForce.Find("shop"u8));
    }

    [Fact]
    public void The_default_cannot_be_removed()
    {
        ModelRouter router = Router("default", "shop");

        Assert.False(router.Remove("default"));
        Assert.True(router.IsReady);
    }

    [Fact]
    public void A_model_that_does_not_fit_is_left_out_and_the_others_stay()
    {
        ModelRouter router = Full(out int models);
        RouteChange change = router.Put(SampleModels.Of("v1", "one-too-many"));

        Assert.False(change.IsInForce);
        Assert.Equal((1L, null), (router.LeftOut, router.Version("one-too-many")));
        Assert.Equal((models - 1, models * Size), (router.InForce.Services, router.UsedBytes));
        Assert.Equal("default", router.InForce.Find("one-too-many"u8)!.Model.Metadata.Name);
        Assert.Contains("model one-too-many v1 is left out", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_takes_the_place_of_the_old_one_at_the_bound()
    {
        ModelRouter router = Full(out int models);

        Assert.True(router.Put(SampleModels.Of("v2", "s1")).IsInForce);
        Assert.True(router.Put(SampleModels.Of("v2", "default")).IsInForce);

        Assert.Equal(("v2", "v2", 0L), (router.Version("s1"), router.Version("default"), router.LeftOut));
        Assert.Equal(models * Size, router.UsedBytes);
    }

    [Fact]
    public void A_removed_model_makes_room()
    {
        ModelRouter router = Full(out _);

        Assert.True(router.Remove("s1"));

        Assert.True(router.Put(SampleModels.Of("v1", "late")).IsInForce);
    }

    [Fact]
    public void The_default_goes_before_the_others_and_the_latest_make_room()
    {
        ModelRouter router = Full(out int models, withDefault: false);
        RouteChange change = router.Put(SampleModels.Of("v1", "default"));

        Assert.True(change.IsInForce && router.IsReady);
        Assert.Equal([$"s{models - 1}"], change.Displaced);
        Assert.Equal((1L, models * Size), (router.LeftOut, router.UsedBytes));
        Assert.Contains($"left out to make room for it: s{models - 1}", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_holds_no_model_is_refused() =>
        Assert.Contains("MaxBytes is 5", Assert.Throws<ArgumentException>(() => new ModelRouter(new ModelRouterOptions { MaxBytes = 5 })).Message, StringComparison.Ordinal);

    private static ModelRouter Router(params string[] names)
    {
        var router = new ModelRouter();
        foreach (string name in names) Assert.True(router.Put(SampleModels.Of("v1", name)).IsInForce);
        return router;
    }

    private static ModelRouter Full(out int models, bool withDefault = true)
    {
        var router = new ModelRouter(new ModelRouterOptions { MaxBytes = 1024 * 1024 });
        models = (int)(router.MaxBytes / Size);
        for (int i = 0; i < models; i++) Assert.True(router.Put(SampleModels.Of("v1", i == 0 && withDefault ? "default" : $"s{i}")).IsInForce);
        return router;
    }
}
