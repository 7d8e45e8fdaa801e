using System.Text;
using Dispatch.Contracts;
using Dispatch.Domain.FollowUps;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUps;

/// <summary>The feed reads as iCalendar and tells a stranger nothing.</summary>
public sealed class CalendarFeedTests
{
    private static readonly CalendarWords Words = new("回访，日程", "回访", "请登录后查看; 不要转发");

    [Fact]
    public void Feed_OfTheOwner_HoldsWhatIsLeftAndEndsEveryLineWithCrLf()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk);

        var text = Feed(scene, "c.owner");

        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        text.ShouldEndWith("END:VCALENDAR\r\n");
        Count(text, "BEGIN:VEVENT").ShouldBe(6);
        text.ShouldContain("DTSTART:20370221T080000Z\r\n");
        text.ShouldContain("UID:follow-up-case-123456789-1@care.example\r\n");
        text.ShouldContain("DESCRIPTION:请登录后查看\\; 不要转发\r\n");
        text.ShouldContain("SUMMARY:回访 case-1\r\n");
    }

    [Fact]
    public void Feed_OfSomebodyElse_IsEmpty() => Count(Feed(new FollowUpScene(RiskLevel.HighRisk), "c.other"), "VEVENT").ShouldBe(0);

    [Fact]
    public void Feed_OfTheSameClocks_IsTheSameTextWithTheSameUids()
    {
        var scene = new FollowUpScene(RiskLevel.Serious);
        var before = Feed(scene, "c.owner");
        scene.Now = scene.Now.AddHours(80);
        scene.Fire();

        Feed(scene, "c.owner").ShouldBe(before);
    }

    [Fact]
    public void Feed_OfAnyone_NamesNoLevelOwnerOrReason()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk);

        foreach (var word in new[] { "HighRisk", "高危", "c.owner", "c.deputy", "head" })
        {
            Feed(scene, "c.owner").ShouldNotContain(word);
        }
    }

    [Fact]
    public void Line_OfAnyText_FoldsAtSeventyFiveOctetsAndUnfoldsToItself() => Prop.ForAll<NonNull<string>, int>((text, repeat) =>
    {
        var value = string.Concat(Enumerable.Repeat(CalendarText.Escape(text.Get + "，值班🙂"), 1 + (int)((uint)repeat % 12)));
        var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));

        var line = new StringBuilder().Line("SUMMARY", value).ToString();

        line.ShouldEndWith("\r\n");
        line.Split("\r\n").ShouldAllBe(part => Encoding.UTF8.GetByteCount(part) <= 75);
        line.Replace("\r\n ", "", StringComparison.Ordinal).ShouldBe($"SUMMARY:{clean}\r\n");
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a;b,c\\d", "a\\;b\\,c\\\\d")]
    [InlineData("one\r\ntwo\nthree\rfour", "one\\ntwo\\nthree\\nfour")]
    [InlineData("bell\u0007 and\ttab", "bell and tab")]
    public void Escape_OfSigns_FollowsTheStandard(string text, string escaped) => CalendarText.Escape(text).ShouldBe(escaped);

    private static string Feed(FollowUpScene scene, string account) => CalendarFeed.Text([scene.Schedule], account, "care.example", Words);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
