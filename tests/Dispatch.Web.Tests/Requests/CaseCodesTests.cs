using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Microsoft.Extensions.Options;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

public class CaseCodesTests
{
    private readonly CaseCodes _codes = new(new ServerSecret(Options.Create(
        new DispatchOptions { Secret = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()) })));

    [Fact]
    public void Code_WhenNew_HasThreeGroupsOfFourAndLeadsToARequest()
    {
        var code = CaseCodes.New();

        code.ShouldMatch("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$");
        _codes.RequestId(code).ShouldNotBeNull().ShouldSatisfyAllConditions(id => CaseCodes.IsRequestId(id).ShouldBeTrue());
    }

    [Theory]
    [InlineData("0123-4567-89AB")]
    [InlineData("0123456789ab")]
    [InlineData(" 0123 4567 89aB ")]
    [InlineData("O123-4567-89AB")]
    [InlineData("0I23-4567-89AB")]
    [InlineData("oL23-4567-89ab")]
    public void Code_HoweverItIsTyped_LeadsToTheSameRequest(string typed) =>
        _codes.RequestId(typed).ShouldBe(_codes.RequestId("0123-4567-89AB"));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0123-4567-89A")]
    [InlineData("0123-4567-89ABC")]
    [InlineData("0123-4567-89AU")]
    [InlineData("0123-4567-89A\u0000")]
    [InlineData("----------------------------------------------------0123456789AB")]
    public void Code_ThatIsNone_LeadsNowhere(string? typed) => _codes.RequestId(typed).ShouldBeNull();

    [Fact]
    public void Code_OfTheSameKey_IsTheSameInOneScopeOnly()
    {
        _codes.ForKey("resident", "k1").ShouldBe(_codes.ForKey("resident", "k1"));
        _codes.ForKey("resident", "k1").ShouldNotBe(_codes.ForKey("resident", "k2"));
        _codes.ForKey("resident", "k1").ShouldNotBe(_codes.ForKey("coordinator.zhuoda", "k1"));
    }

    [Fact]
    public void Code_UnderAnotherSecret_LeadsElsewhere()
    {
        var other = new CaseCodes(new ServerSecret(Options.Create(new DispatchOptions { Secret = Convert.ToBase64String(new byte[32]) })));

        other.RequestId("0123-4567-89AB").ShouldNotBe(_codes.RequestId("0123-4567-89AB"));
    }
}
