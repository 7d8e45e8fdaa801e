using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Curves;
using Dispatch.Domain.Curves;
using Shouldly;

namespace Dispatch.Domain.Tests.Curves;

public sealed class CurveMarksTests
{
    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, "zhuoda");
    private static readonly DateOnly Today = new(2036, 1, 7);

    [Fact]
    public void Event_ToldAgainUnderItsId_IsMarkedOnce()
    {
        var once = Mark(CurveBook.Empty, "c1").Next!;

        Mark(once, "c1").Next.ShouldBeSameAs(once);
        Mark(once, "c2").Next!.Events.Select(each => each.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public void Number_OfAnEventTakenBack_IsNotUsedAgain()
    {
        var book = CurveMarks.Unmark(Mark(CurveBook.Empty, "c1").Next!, 1);

        book.Events.ShouldBeEmpty();
        CurveMarks.Unmark(book, 1).ShouldBeSameAs(book);
        Mark(book, "c2").Next!.Events.ShouldHaveSingleItem().Number.ShouldBe(2);
    }

    [Theory]
    [InlineData(1999, "words", CurveEventKind.Incident, RefusalCode.InputInvalid)]
    [InlineData(2038, "words", CurveEventKind.Incident, RefusalCode.InputInvalid)]
    [InlineData(2036, "words\u202E", CurveEventKind.Incident, RefusalCode.InputInvalid)]
    [InlineData(2036, "words", (CurveEventKind)9, RefusalCode.InputInvalid)]
    public void Event_ThatIsNone_IsRefused(int year, string words, CurveEventKind kind, RefusalCode code) =>
        CurveMarks.Mark(CurveBook.Empty, "c", new MarkCurve(Head, new DateOnly(year, 6, 1), kind, words), Today).Refused!.Code.ShouldBe(code);

    [Fact]
    public void Words_OfMoreThanTwoHundredCharacters_AreRefused() =>
        CurveMarks.Mark(CurveBook.Empty, "c", new MarkCurve(Head, Today, CurveEventKind.Season, new string('字', 201)), Today).Refused!.Code.ShouldBe(RefusalCode.InputTooLarge);

    [Fact]
    public void Commands_WithoutEnd_AreNotRememberedWithoutEnd()
    {
        var book = Enumerable.Range(0, 200).Aggregate(CurveBook.Empty, (held, number) => CurveMarks.Unmark(Mark(held, $"c{number}").Next!, number + 1));

        book.Commands.Length.ShouldBe(CurveMarks.CommandsMost);
    }

    private static Decision<CurveBook> Mark(CurveBook book, string command) =>
        CurveMarks.Mark(book, command, new MarkCurve(Head, Today, CurveEventKind.Campaign, " 心理健康周 "), Today);
}
