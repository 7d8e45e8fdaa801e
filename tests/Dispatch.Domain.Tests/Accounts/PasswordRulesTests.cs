using Dispatch.Contracts;
using Dispatch.Domain.Accounts;
using Shouldly;

namespace Dispatch.Domain.Tests.Accounts;

public class PasswordRulesTests
{
    private static readonly CommonWords Common = CommonWords.Parse(DataFiles.Text("passwords.json"));
    private static readonly string[] Names = ["wang.xiuying", "王秀英", "zhuoda", "Zhuoda community station", "卓达社区站", "communitycare", "dispatch"];

    [Theory]
    [InlineData("elevenchars", RefusalCode.PasswordTooShort)]
    [InlineData("一二三四五六七八九十一", RefusalCode.PasswordTooShort)]
    [InlineData("password1234", RefusalCode.PasswordCommon)]
    [InlineData("P@ssw0rd2024", RefusalCode.PasswordCommon)]
    [InlineData("passwordpassword", RefusalCode.PasswordCommon)]
    [InlineData("woaini5201314", RefusalCode.PasswordCommon)]
    [InlineData("zhangwei19900101", RefusalCode.PasswordCommon)]
    [InlineData("123456789012", RefusalCode.PasswordCommon)]
    [InlineData("1qaz2wsx3edc", RefusalCode.PasswordCommon)]
    [InlineData("qwertyuiop[]", RefusalCode.PasswordCommon)]
    [InlineData("aaaaaaaaaaaaaaaa", RefusalCode.PasswordCommon)]
    [InlineData("abcabcabcabcabcabc", RefusalCode.PasswordCommon)]
    [InlineData("我爱你我爱你我爱你我爱你", RefusalCode.PasswordCommon)]
    [InlineData("------------", RefusalCode.PasswordCommon)]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４", RefusalCode.PasswordCommon)]
    [InlineData("wang.xiuying2024", RefusalCode.PasswordCommon)]
    [InlineData("zhuodazhuoda88", RefusalCode.PasswordContext)]
    [InlineData("communitycare1", RefusalCode.PasswordContext)]
    [InlineData("dispatch-zhuoda-1", RefusalCode.PasswordContext)]
    [InlineData("a bell\u0007 in the middle", RefusalCode.InputInvalid)]
    public void Password_ThatIsGuessedFirst_IsRefusedWithItsReason(string password, RefusalCode code) =>
        PasswordRules.Refuse(PasswordRules.Normal(password), Common, Names)!.Code.ShouldBe(code);

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("vq8#Lm2!xT0z")]
    [InlineData("the kettle sings at seven")]
    [InlineData("床前明月光疑是地上霜举头望")]
    [InlineData("🌊🌋🐙🪁🧭🎻🫖🪴🛶🦉🧶🪵")]
    [InlineData("lvdao de feng hen ruan")]
    [InlineData("            spaces count too")]
    public void Password_ThatIsLongAndOnesOwn_IsTaken(string password) =>
        PasswordRules.Refuse(PasswordRules.Normal(password), Common, Names).ShouldBeNull();

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, RefusalCode.PasswordTooLong)]
    public void Length_IsCountedInCharacters_NotInTheirHalves(int length, RefusalCode? code)
    {
        var password = string.Concat(Enumerable.Range(0, length).Select(at => char.ConvertFromUtf32(0x1F300 + ((at * 37) % 500))));

        (PasswordRules.Refuse(password, Common, Names)?.Code).ShouldBe(code);
    }

    [Fact]
    public void Text_WithHalfACharacter_IsNoPassword() => PasswordRules.Refuse(PasswordRules.Normal("twelve chars \ud800"), Common, Names)!.Code.ShouldBe(RefusalCode.InputInvalid);

    [Fact]
    public void List_OfPieces_HasOverAThousand() => Common.Count.ShouldBeGreaterThan(1_000);
}
