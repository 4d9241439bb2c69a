using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Groups;
using Lad.FactStore.Pages.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Lad.FactStore.Tests.Pages;

public sealed class GroupsFilterTests
{
    [Fact]
    public void What_differs_from_the_usual_is_in_the_address_and_comes_back_from_it()
    {
        GroupsFilter filter = Of("?service=a%26b&level=warn&status=silenced&span=7d&order=score&after=x-1");

        Assert.Equal(("a&b", "warn", GroupStatus.Silenced, "7d", GroupOrder.Score, "x-1"), (filter.Service, filter.Level, filter.Status, filter.Span.Name, filter.Order, filter.After));
        Assert.Equal(filter, Of(filter.Url[1..]));
        Assert.Equal("/", Of("").Url);
    }

    [Fact]
    public void What_is_not_understood_is_left_out() => Assert.Equal(new GroupsFilter(), Of("?level=<b>&status=99&span=1000y&order=;&service=&text=secret"));

    [Fact]
    public void A_text_comes_from_a_form_alone_and_never_goes_into_an_address()
    {
        GroupsFilter filter = GroupsFilter.Of(new FormCollection(new() { ["text"] = "  password 123 ", ["level"] = "error" }));

        Assert.Equal("password 123", filter.Text);
        Assert.Equal("/?level=error", filter.Url);
        Assert.Equal("", Of("?text=password").Text);
    }

    [Fact]
    public void Anomalies_without_a_service_can_be_asked_for()
    {
        Assert.Equal("", Of("?service=-").Service);
        Assert.Equal("/?service=-", Of("?service=-").Url);
        Assert.Null(Of("?service=").Service);
    }

    [Fact]
    public void Of_all_time_the_sparkline_reaches_back_for_thirty_days()
    {
        GroupQuery query = Of("?span=all").Query(DateTimeOffset.UnixEpoch);

        Assert.Null(query.Since);
        Assert.Equal((TimeSpan.FromDays(30), 30), (query.Sparkline, query.SparklineIntervals));
        Assert.Equal(LookBack.Default, LookBack.Named("nonsense"));
    }

    private static GroupsFilter Of(string query) => GroupsFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
