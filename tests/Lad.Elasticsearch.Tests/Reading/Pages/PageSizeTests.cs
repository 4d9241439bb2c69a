using Lad.Elasticsearch.Reading.Pages;

namespace Lad.Elasticsearch.Tests.Reading.Pages;

public class PageSizeTests
{
    [Fact]
    public void A_page_that_is_too_large_is_halved_down_to_one_document()
    {
        var size = new PageSize(5);
        Assert.True(size.TryShrink(5));
        Assert.Equal(2, size.Current);
        Assert.True(size.TryShrink(2));
        Assert.Equal(1, size.Current);
        Assert.False(size.TryShrink(1));
        Assert.Equal(1, size.Current);
    }

    [Fact]
    public void Slices_that_find_out_at_the_same_time_halve_once()
    {
        var size = new PageSize(1000);
        Assert.True(size.TryShrink(1000));
        Assert.True(size.TryShrink(1000));
        Assert.Equal(500, size.Current);
    }

    [Fact]
    public void It_grows_again_after_pages_that_passed_up_to_what_is_wanted()
    {
        var size = new PageSize(1000);
        size.TryShrink(1000);
        size.TryShrink(500);
        for (int page = 0; page < 15; page++) size.Passed();
        Assert.Equal(250, size.Current);
        size.Passed();
        Assert.Equal(500, size.Current);
        for (int page = 0; page < 100; page++) size.Passed();
        Assert.Equal(1000, size.Current);
    }
}
